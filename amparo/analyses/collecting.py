"""Which figures an analysis of a place rests on: released counts, claims, derived values."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from conteo.disclosure.counts import Shown
from conteo.disclosure.printed import Judged, PrintedTable
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amparo.analyses import figures
from amparo.analyses.figures import Figure, in_both
from amparo.evidence import queries as evidence
from amparo.evidence.enums import FigureType
from amparo.evidence.models import Claim
from amparo.releases import holding
from amparo.releases.models import Release
from amparo.releases.queries import latest
from amparo.statistics import wording
from amparo.statistics.queries import PROGRAMME
from amparo.taxonomy.queries import ancestors

SENTENCES = ("labour", "central_american_woman_or_girl", "guatemala")
_PEOPLE = gettext_lazy("People identified or assisted by the programme")
_PEOPLE_HERE = gettext_lazy("People known to the programme with a place of exploitation here")


@dataclass(frozen=True)
class Collected:
    """Everything that a text may cite, gathered for one place and one cut-off."""

    place: str
    as_of: date
    figures: dict[str, Figure]
    claims: tuple[Claim, ...]
    programme: Release | None
    local: Release | None

    def has(self, figure_id: str) -> bool:
        return figure_id in self.figures


def collect(place: str, as_of: date) -> Collected:
    """Gather what is held about a place up to a day."""
    around = [place, *[code for code in ancestors(place) if code != place]]
    claims = tuple(evidence.claims().filter(place_code__in=["", *around]).order_by("code"))
    found = {figure.figure_id: figure for figure in _figures_of_claims(claims)}
    found |= {f.figure_id: f for f in _figures_of_derivations(around)}
    programme, local = latest(PROGRAMME, as_of=as_of), latest(place, as_of=as_of)
    for release in filter(None, (programme, local if place != PROGRAMME else None)):
        found |= {figure.figure_id: figure for figure in _figures_of_release(release)}
    return Collected(place, as_of, found, claims, programme, local)


def _figures_of_claims(claims: tuple[Claim, ...]) -> Iterator[Figure]:
    for claim in claims:
        # What nobody has verified, or what its source put into words, is listed as a claim and
        # never printed as a number.
        if claim.says_a_number and not claim.to_verify:
            yield figures.of_claim(claim.code)


def _figures_of_derivations(around: list[str]) -> Iterator[Figure]:
    for derivation in evidence.derivations().filter(place_code__in=around).order_by("code"):
        yield figures.of_derivation(derivation.code)


def _figures_of_release(release: Release) -> Iterator[Figure]:
    judged = Judged.from_json(release.judged)
    title = _PEOPLE if release.scope == PROGRAMME else _PEOPLE_HERE
    since = holding.since(release)
    held = holding.is_held(*_said(judged.people, judged.people_reason), total=True)
    yield figures.of_release(
        release, "people", judged.people, in_both(lambda: title),
        held=held, since=since.get(holding.TOTAL),
    )  # fmt: skip
    for table in judged.tables:
        for cell in table.cells:
            named = in_both(lambda c=cell, t=table: _words(t, c.labels))
            name = "-".join((*table.by, *cell.labels))
            if table.by[0] in SENTENCES:
                name = table.by[0]
            yield figures.of_release(
                release, name, cell.shown, named,
                held=holding.is_held(*_said(cell.shown, cell.reason)),
                since=since.get((table.by, cell.labels)),
            )  # fmt: skip
            if table.by[0] not in SENTENCES:
                continue
            printed = holding.share(release, table.by, cell.labels)
            share = figures.of_share(release, f"{name}-share", printed, named)
            if share is not None:
                yield share


def _said(shown: Shown, reason: str) -> tuple[str, list[int | None], str]:
    return shown.text, [shown.low, shown.high], reason


def _words(table: PrintedTable, labels: tuple[str, ...]) -> str:
    if table.by[0] in SENTENCES:
        return wording.table_name(table.by)
    words = {
        "table": wording.table_name(table.by),
        "label": wording.labels(table.by, labels),
    }
    if table.several:
        return _("%(table)s (several answers are possible): %(label)s") % words
    return _("%(table)s: %(label)s") % words


def context_of(collected: Collected) -> list[Figure]:
    """The figures that describe the place itself."""
    kinds = {FigureType.OFFICIAL_STATISTIC, FigureType.DERIVED_VALUE}
    local = {claim.code for claim in collected.claims if claim.place_code == collected.place}
    local |= {
        derivation.code for derivation in evidence.derivations().filter(place_code=collected.place)
    }
    return [
        figure
        for code, figure in sorted(collected.figures.items())
        if code in local and figure.type in kinds
    ]
