"""Figures of the evidence store in words, in the language of the page."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from amparo.taxonomy import vague

from .enums import Bound, Shape, Unit
from .models import Claim, Derivation


def number(value: int | Decimal | None) -> str:
    return "" if value is None else number_format(value, force_grouping=True)


def figure(claim: Claim) -> str:
    """What a claim says, with its bound; a date where it is about a date, words where words."""
    if not claim.says_a_number and claim.value is not None:
        return _("in words: “%(words)s”") % {"words": claim.statement or claim.title}
    if claim.value is None:
        return when(claim.period) if claim.shape == Shape.DATE else str(claim.get_shape_display())
    said = {"number": number(claim.shown_value), "unit": Unit(claim.unit).label}
    return {
        Bound.EXACTLY: _("%(number)s %(unit)s"),
        Bound.MORE_THAN: _("more than %(number)s %(unit)s"),
        Bound.AT_LEAST: _("at least %(number)s %(unit)s"),
        Bound.ABOUT: _("about %(number)s %(unit)s"),
        Bound.AT_MOST: _("at most %(number)s %(unit)s"),
    }[Bound(claim.bound)] % said


def derived(one: Derivation) -> str:
    said = {"number": number(one.shown_value), "unit": Unit(one.unit).label}
    if one.low is None:
        return _("%(number)s %(unit)s") % said
    between = {"low": number(one.shown_low), "high": number(one.shown_high)}
    return _("%(number)s %(unit)s, between %(low)s and %(high)s") % (said | between)


def when(period: str) -> str:
    return vague.display(period) if period else ""
