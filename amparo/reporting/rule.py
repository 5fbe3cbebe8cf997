"""What of a number leaves the house: of people by the 10-5 rule, of things and money as it is."""

from dataclasses import dataclass
from decimal import Decimal

from conteo.disclosure import counts
from django.utils import formats
from django.utils.translation import gettext as _

from amparo.projects.enums import Unit
from amparo.projects.feeding import Fed


@dataclass(frozen=True)
class Out:
    """A number, or words in its place. Nothing in it tells what the number was rounded from."""

    words: str
    number: Decimal | int | None = None


def leaving(fed: Fed, unit: Unit) -> Out:
    """A number of a report as others may read it."""
    if fed.base is None:
        return _plain(fed)
    if unit in (Unit.PERCENT, Unit.RATE):
        return _share(fed)
    # What few people had, or took, is not shown, however much of it there was.
    if not counts.show(fed.base).is_number:
        return Out(_("fewer than 10") if unit == Unit.PEOPLE else _("not shown: few people"))
    if unit == Unit.DAYS:
        return number(fed.numerator)
    shown = counts.show(int(fed.numerator))
    return number(shown.value) if shown.value is not None else Out(_("fewer than 10"))


def _share(fed: Fed) -> Out:
    if fed.denominator is None:
        return Out(_("not shown: few people"))
    share = counts.share(counts.show(int(fed.numerator)), counts.show(fed.denominator))
    if share.percent is None:
        return Out(_("not shown: few people"))
    return Out(_("about %(percent)s %%") % {"percent": share.percent}, share.percent)


def _plain(fed: Fed) -> Out:
    if fed.denominator is None:
        return number(fed.numerator)
    return Out(_of(fed), percent(fed))


def exact(fed: Fed) -> str:
    """As it stands on the screen."""
    return _said(fed.numerator) if fed.denominator is None else _of(fed)


def _of(fed: Fed) -> str:
    share = percent(fed)
    words = {"part": _said(fed.numerator), "whole": fed.denominator, "percent": share}
    if share is None:
        return _("%(part)s of %(whole)s") % words
    return _("%(part)s of %(whole)s (%(percent)s %%)") % words


def percent(fed: Fed) -> int | None:
    return round(100 * fed.numerator / fed.denominator) if fed.denominator else None


def number(value: Decimal | int) -> Out:
    return Out(_said(value), value)


def _said(value: Decimal | int) -> str:
    plain = int(value) if value == int(value) else value
    return formats.number_format(plain, use_l10n=True, force_grouping=True)
