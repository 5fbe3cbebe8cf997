"""A figure as an analysis prints it: its value, its doubt, its type, and where it comes from."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from conteo.disclosure.counts import Share, Shown
from conteo.disclosure.printed import Judged
from django.utils.translation import gettext as _
from django.utils.translation import override

from amparo.analyses import wording
from amparo.evidence import queries as evidence
from amparo.evidence.enums import Bound, FigureType, Unit
from amparo.evidence.models import Claim
from amparo.releases.models import Release
from amparo.releases.queries import latest
from amparo.statistics.queries import PROGRAMME
from amparo.taxonomy.queries import place_path

LANGUAGES = ("es", "en")
Number = int | Decimal | None


@dataclass(frozen=True)
class Figure:
    """One number of the document. `value` is the number as printed.

    origin, grade: in words. since: the day of the release whose print a held figure keeps.
    """

    figure_id: str
    title: dict[str, str]
    value: Number
    low: Number
    high: Number
    bound: str
    shown: dict[str, str]
    type: str
    sources: tuple[str, ...]
    origin: dict[str, str]
    grade: dict[str, str]
    since: date | None = None

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


def graded(claim: Claim) -> str:
    """The grade of a claim in words; one that ships is proposed until a person confirms it."""
    grade = evidence.grade(claim)
    if grade is None:
        return _("not graded")
    return grade.mark if grade.confirmed else _("%(mark)s (proposed)") % {"mark": grade.mark}


def _all_of(claims: list[Claim], said: Callable[[Claim], str]) -> dict[str, str]:
    return in_both(lambda: "; ".join(dict.fromkeys(said(claim) for claim in claims)))


def _who(claim: Claim) -> str:
    return claim.said_by.title


def of_claim(code: str) -> Figure:
    """A figure that somebody else states, with its grade."""
    claim = evidence.claim(code)
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
        origin=_all_of([claim], _who),
        grade=_all_of([claim], graded),
    )


def of_derivation(code: str) -> Figure:
    """A figure computed from claims; its interval is that of its inputs."""
    derived = evidence.derivation(code)
    parts = [evidence.claim(part.claim.code) for part in derived.parts.all()]
    return Figure(
        figure_id=code,
        title={"es": derived.title_es, "en": derived.title_en},
        value=derived.shown_value,
        low=derived.shown_low,
        high=derived.shown_high,
        bound="~" if derived.shown_low != derived.shown_high else "=",
        shown=in_both(lambda: _derived(derived)),
        type=FigureType.DERIVED_VALUE,
        sources=(*evidence.sources_of(code), *sorted(part.code for part in parts)),
        origin=_all_of(parts, _who),
        grade=in_both(
            lambda: _("computed here from: %(grades)s") % {"grades": ", ".join(map(graded, parts))}
        ),
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


def printed(shown: Shown, *, held: bool = False) -> str:
    """The words for a printed figure of a release; a held band speaks of its own day."""
    if shown.is_number:
        return _("about %(number)s") % {"number": grouped(shown.value)}
    return {
        "fewer_than_10": _("fewer than 10 when last printed") if held else _("fewer than 10"),
        "fewer_than_30": _("fewer than 30 when last printed") if held else _("fewer than 30"),
        "withheld": _("not shown"),
    }[shown.code]


def _bound(shown: Shown, *, held: bool) -> str:
    if shown.is_number:
        return Bound.ABOUT.value
    if shown.high is None:
        return ""
    return Bound.AT_MOST.value if held else "<"


def of_release(
    release: Release,
    name: str,
    shown: Shown,
    title: dict[str, str],
    *,
    held: bool,
    since: date | None,
) -> Figure:
    """A figure that two approvers let out, as it was printed.

    A number that was held has no bounds: they would say which of the rules held it, and so more of
    today than its print does.
    """
    return Figure(
        figure_id=f"release/{release.scope}/{name}",
        title=title,
        value=shown.value if shown.is_number else None,
        low=None if held and shown.is_number else shown.low,
        high=None if held and shown.is_number else shown.high,
        bound=_bound(shown, held=held),
        shown=in_both(lambda: printed(shown, held=held)),
        since=since,
        **_of_registers(release),
    )


def of_share(
    release: Release, name: str, share: Share | None, title: dict[str, str]
) -> Figure | None:
    """A share of a release, to the nearest five per cent, never without its base."""
    if share is None or share.percent is None:
        return None
    words = in_both(
        lambda: (
            _("about %(percent)s %% of %(people)s people")
            % {"percent": share.percent, "people": printed(share.people)}
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
        **_of_registers(release),
    )


def _of_registers(release: Release) -> dict[str, Any]:
    day = release.as_of
    return {
        "type": FigureType.REGISTER_COUNT,
        "sources": (f"release/{release.pk}", f"extract/{release.extract_id}"),
        "origin": in_both(
            lambda: (
                _("release of the programme, %(place)s, %(day)s")
                % {"place": place_path(release.scope), "day": wording.day(day)}
            )
        ),
        "grade": in_both(lambda: _("no grade: let out by two approvers")),
    }


__all__ = [
    "PROGRAMME",
    "Figure",
    "Judged",
    "graded",
    "grouped",
    "in_both",
    "latest",
    "of_claim",
    "of_derivation",
    "of_release",
    "of_share",
]
