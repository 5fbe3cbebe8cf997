"""Codes, addresses and digests are copied sign by sign: no printer may divide them by a hyphen."""

import re

from django import template
from django.utils.html import format_html, format_html_join

register = template.Library()
COPIED = re.compile(r"(\S*[/_]\S*|\b[0-9a-f]{16}\b)")


@register.filter
def verbatim(text):
    # Every second piece is what the pattern found.
    pieces = COPIED.split(text)
    for place in range(1, len(pieces), 2):
        pieces[place] = format_html('<span class="verbatim">{}</span>', pieces[place])
    return format_html_join("", "{}", ((piece,) for piece in pieces))
