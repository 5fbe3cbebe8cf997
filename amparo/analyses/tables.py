"""The tables of an analysis, in the language that is active."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext as _

from amparo.analyses import wording
from amparo.analyses.collecting import Collected, context_of
from amparo.analyses.figures import Figure, graded
from amparo.evidence.enums import FigureType
from amparo.evidence.models import Claim, Document
from amparo.releases import wording as releases
from amparo.releases.models import Release
from amparo.taxonomy import codes, vague
from amparo.taxonomy.queries import place_path

LONGEST_QUOTE = 300


@dataclass(frozen=True)
class Table:
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def make(name: str, collected: Collected, notes: dict[str, int]) -> Table:
    """The table that a text asks for by name. notes: the number of each figure in the annex."""
    if name in WITH_FIGURES:
        return WITH_FIGURES[name](collected, notes)
    return BUILDERS[name](collected)


def figures_in(name: str, collected: Collected) -> list[str]:
    """The codes of the figures that a table prints, in its order."""
    if name == "context":
        return [figure.figure_id for figure in context_of(collected)]
    release = {"programme": collected.programme, "local": collected.local}.get(name)
    return [figure.figure_id for figure in _of_release(collected, release)] if release else []


def _title(figure: Figure) -> str:
    return figure.title[get_language()[:2]]


def shown(figure: Figure) -> str:
    return figure.shown[get_language()[:2]]


def _grade(figure: Figure) -> str:
    return figure.grade[get_language()[:2]]


def _type(figure: Figure) -> str:
    return str(FigureType(figure.type).label)


def _release(collected: Collected) -> Table:
    held = [r for r in (collected.programme, collected.local) if r is not None]
    rows = tuple(
        (
            place_path(release.scope),
            wording.day(release.as_of),
            f"{codes.definition(release.extract.definition_version).title()} "
            f"({release.extract.definition_version})",
            releases.coverage(),
            f"conteo {release.extract.rules_version}",
            gettext("two approvers, neither of them the author"),
        )
        for release in dict.fromkeys(held)
    )
    columns = (
        _("Scope"),
        _("As of the end of"),
        _("Definition"),
        _("Coverage"),
        _("Rules"),
        _("Let out by"),
    )
    return Table(_("Releases on which this document rests"), columns, rows)


def _of_release(collected: Collected, release: Release) -> list[Figure]:
    prefix = f"release/{release.scope}/"
    # The table by form says the exploited for labour already; the sentence gives the share.
    return [
        figure
        for code, figure in collected.figures.items()
        if code.startswith(prefix) and code != f"{prefix}labour"
    ]


def _programme(collected: Collected, notes: dict[str, int]) -> Table:
    caption = _("People identified or assisted in the whole country, as released")
    return _released(collected, collected.programme, notes, caption)


def _local(collected: Collected, notes: dict[str, int]) -> Table:
    caption = _("People known to the programme in this place, as released")
    return _released(collected, collected.local, notes, caption)


def _released(collected: Collected, release: Release, notes: dict[str, int], caption: str) -> Table:
    rows = tuple(
        (str(notes[figure.figure_id]), _title(figure), shown(figure), _moved(figure))
        for figure in _of_release(collected, release)
    )
    return Table(caption, (_("No."), _("Figure"), _("People"), _("As printed")), rows)


def _moved(figure: Figure) -> str:
    if figure.since is None:
        return _("of this release")
    return _("unchanged since the release of %(day)s") % {"day": wording.day(figure.since)}


def _context(collected: Collected, notes: dict[str, int]) -> Table:
    rows = tuple(
        (
            str(notes[figure.figure_id]),
            _title(figure),
            shown(figure),
            _type(figure),
            _grade(figure),
        )
        for figure in context_of(collected)
    )
    columns = (_("No."), _("Figure"), _("Value"), _("Type"), _("Grade"))
    return Table(_("What describes the place"), columns, rows)


def _quality(collected: Collected) -> Table:
    held = [r for r in (collected.programme, collected.local) if r is not None]
    rows = [_quality_of(release) for release in dict.fromkeys(held)]
    rows += [
        (
            document.title,
            document.source.title,
            _("quoted statements only; the rest was not used"),
            _held(document),
        )
        for document in _documents(collected)
    ]
    columns = (_("Data"), _("Coverage"), _("Completeness"), _("Timeliness and checks"))
    return Table(_("Statement on the quality of the data"), columns, tuple(rows))


def _held(document: Document) -> str:
    if document.full_text:
        return _("held whole, checked by its hash")
    return _("hash known") if document.sha256 else _("not held")


def _quality_of(release: Release) -> tuple[str, ...]:
    return (
        _("Registers of the programme, %(place)s") % {"place": place_path(release.scope)},
        releases.coverage(),
        _("unknown answers are in the base of each share"),
        _("frozen as of %(day)s; people known to two agencies may stand twice")
        % {"day": wording.day(release.as_of)},
    )


def _claims(collected: Collected) -> Table:
    rows = tuple(_claim_row(claim) for claim in collected.claims if claim.figure_type)
    columns = (_("Claim"), _("Said by"), _("Type"), _("Grade"), _("Cautions"))
    return Table(_("Claims in circulation"), columns, rows)


def _claim_row(claim: Claim) -> tuple[str, ...]:
    if claim.statement:
        words = f"«{claim.statement.words[:LONGEST_QUOTE]}»"
    else:
        words = _("%(title)s (nothing quoted)") % {"title": claim.title}
    cautions = [str(caution) for caution in claim.cautions]
    if claim.to_verify:
        cautions.append(_("to verify"))
    if not claim.checkable:
        cautions.append(_("cannot be checked"))
    kind = str(FigureType(claim.figure_type).label)
    return (words, claim.said_by.title, kind, graded(claim), " ".join(cautions))


def _evidence(collected: Collected, notes: dict[str, int]) -> Table:
    rows = tuple(_evidence_row(number, collected.figures[code]) for code, number in notes.items())
    columns = (
        _("No."),
        _("Figure and the code to ask for"),
        _("Value"),
        _("Type"),
        _("Source"),
        _("Grade"),
    )
    return Table(_("Figures in the order of their number"), columns, rows)


def _evidence_row(number: int, figure: Figure) -> tuple[str, ...]:
    return (
        str(number),
        _("%(title)s [%(code)s]") % {"title": _title(figure), "code": figure.figure_id},
        shown(figure),
        _type(figure),
        figure.origin[get_language()[:2]],
        _grade(figure),
    )


def _documents(collected: Collected) -> list[Document]:
    found = {claim.document.code: claim.document for claim in collected.claims}
    return [found[code] for code in sorted(found)]


def _sources(collected: Collected) -> Table:
    rows = tuple(
        (
            document.title,
            document.source.title,
            vague.display(document.published) if document.published else _("not dated"),
            document.address or _("address not recorded"),
            document.sha256[:16] or _("not held"),
        )
        for document in _documents(collected)
    )
    columns = (
        _("Document"),
        _("Source"),
        _("Published on"),
        _("Address"),
        _("Beginning of its SHA-256"),
    )
    return Table(_("Documents and their sources"), columns, rows)


BUILDERS: dict[str, Callable[[Collected], Table]] = {
    "release": _release,
    "quality": _quality,
    "claims": _claims,
    "sources": _sources,
}
WITH_FIGURES: dict[str, Callable[[Collected, dict[str, int]], Table]] = {
    "programme": _programme,
    "local": _local,
    "context": _context,
    "evidence": _evidence,
}
