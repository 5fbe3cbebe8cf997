"""A figure as an analysis prints it: its value, its doubt, its type, and where it comes from."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from conteo.disclosure import counts
from conteo.disclosure.counts import Shown
from conteo.disclosure.printed import Judged, PrintedCell
from django.utils.translation import gettext as _
from django.utils.translation import override

from amparo.evidence import queries as evidence
from amparo.evidence.enums import Bound, FigureType, Unit
from amparo.releases.models import Release
from amparo.releases.queries import latest
from amparo.statistics.queries import PROGRAMME

LANGUAGES = ("es", "en")
Number = int | Decimal | None


@dataclass(frozen=True)
class Figure:
    """One number of the document. `value` is the number as printed."""

    figure_id: str
    title: dict[str, str]
    value: Number
    low: Number
    high: Number
    bound: str
    shown: dict[str, str]
    type: str
    sources: tuple[str, ...]
    grade: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "figure_id": self.figure_id,
            "value": _plain(self.value),
            "low": _plain(self.low),
            "high": _plain(self.high),
            "bound": self.bound,
            "shown_es": self.shown["es"],
            "shown_en": self.shown["en"],
            "type": self.type,
            "sources": list(self.sources),
        }


def _plain(number: Number) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == int(number) else float(number)


def in_both(make) -> dict[str, str]:
    """The same words made once in each language."""
    words = {}
    for language in LANGUAGES:
        with override(language):
            words[language] = str(make())
    return words


def grouped(number: Number) -> str:
    """1,381,240 in both languages, as Mexico writes it."""
    return f"{number:,}"


def _claimed(value: Number, bound: str, unit: str) -> str:
    number = grouped(value)
    if unit == Unit.PERCENT:
        number = _("%(number)s %%") % {"number": number}
    words = {
        Bound.MORE_THAN: _("more than %(number)s"),
        Bound.AT_LEAST: _("at least %(number)s"),
        Bound.ABOUT: _("about %(number)s"),
        Bound.AT_MOST: _("at most %(number)s"),
    }
    return words[bound] % {"number": number} if bound in words else number


def of_claim(code: str) -> Figure:
    """A figure that somebody else states, with its grade."""
    claim = evidence.claim(code)
    grade = evidence.grade(claim)
    return Figure(
        figure_id=code,
        title={"es": claim.title_es, "en": claim.title_en},
        value=claim.shown_value,
        low=_trimmed(claim.low),
        high=_trimmed(claim.high),
        bound=claim.bound,
        shown=in_both(lambda: _claimed(claim.shown_value, claim.bound, claim.unit)),
        type=claim.figure_type,
        sources=tuple(evidence.sources_of(code)),
        grade=grade.mark if grade else "",
    )


def of_derivation(code: str) -> Figure:
    """A figure computed from claims; its interval is that of its inputs."""
    derived = evidence.derivation(code)
    return Figure(
        figure_id=code,
        title={"es": derived.title_es, "en": derived.title_en},
        value=derived.shown_value,
        low=derived.shown_low,
        high=derived.shown_high,
        bound="~" if derived.shown_low != derived.shown_high else "=",
        shown=in_both(lambda: _derived(derived)),
        type=FigureType.DERIVED_VALUE,
        sources=(*evidence.sources_of(code), *sorted(p.claim.code for p in derived.parts.all())),
    )


def _derived(derived) -> str:
    value, low, high = derived.shown_value, derived.shown_low, derived.shown_high
    if low == high or low is None:
        return grouped(value)
    return _("%(value)s (between %(low)s and %(high)s)") % {
        "value": grouped(value),
        "low": grouped(low),
        "high": grouped(high),
    }


def _trimmed(number: Decimal | None) -> Number:
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else number.normalize()


def printed(shown: Shown) -> str:
    """The words for a printed figure of a release."""
    if shown.is_number:
        return _("about %(number)s") % {"number": grouped(shown.value)}
    return {
        "fewer_than_10": _("fewer than 10"),
        "fewer_than_30": _("fewer than 30"),
        "withheld": _("not shown"),
    }[shown.code]


def of_release(release: Release, name: str, shown: Shown, title: dict[str, str]) -> Figure:
    """A figure that two approvers let out, as it was printed."""
    bound = "~" if shown.is_number else ("<" if shown.code.startswith("fewer") else "")
    return Figure(
        figure_id=f"release/{release.scope}/{name}",
        title=title,
        value=shown.value if shown.is_number else None,
        low=shown.low,
        high=shown.high,
        bound=bound,
        shown=in_both(lambda: printed(shown)),
        type=FigureType.REGISTER_COUNT,
        sources=(f"release/{release.pk}", f"extract/{release.extract_id}"),
    )


def of_share(release: Release, name: str, part: PrintedCell, people: Shown, title) -> Figure | None:
    """A share of a release, to the nearest five per cent, never without its base."""
    share = counts.share(part.shown, people)
    if share.percent is None:
        return None
    words = in_both(
        lambda: (
            _("about %(percent)s %% of %(people)s people")
            % {"percent": share.percent, "people": printed(people)}
        )
    )
    return Figure(
        figure_id=f"release/{release.scope}/{name}",
        title=title,
        value=share.percent,
        low=None,
        high=None,
        bound="~",
        shown=words,
        type=FigureType.REGISTER_COUNT,
        sources=(f"release/{release.pk}", f"extract/{release.extract_id}"),
    )


__all__ = [
    "PROGRAMME",
    "Figure",
    "Judged",
    "grouped",
    "in_both",
    "latest",
    "of_claim",
    "of_derivation",
    "of_release",
    "of_share",
]
