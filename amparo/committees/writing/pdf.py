"""A paper of a committee as PDF."""

from django.template.loader import render_to_string
from django.utils.translation import override

from amparo.committees.writing.paper import Paper
from amparo.core import printing


def page(paper: Paper) -> str:
    with override(paper.language):
        return render_to_string("committees/paper.html", {"paper": paper})


def render(paper: Paper) -> bytes:
    return printing.rendered(page(paper)).write_pdf()
