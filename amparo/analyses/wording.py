"""How an analysis writes a day: 1 September 2012, 1 de septiembre de 2012."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language


def day(when: date) -> str:
    spanish = (get_language() or "").startswith("es")
    return date_format(when, r"j \d\e F \d\e Y" if spanish else "j F Y")
