"""The tables of an analysis, in the language that is active."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext as _

from amparo.analyses import wording
from amparo.analyses.collecting import Collected, context_of
from amparo.analyses.figures import Figure
from amparo.evidence import queries as evidence
from amparo.evidence.enums import FigureType
from amparo.evidence.models import Claim, Document
from amparo.releases.models import Release
from amparo.taxonomy import codes, vague
from amparo.taxonomy.queries import place_path

LONGEST_QUOTE = 300


@dataclass(frozen=True)
class Table:
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def make(name: str, collected: Collected, cited: tuple[str, ...]) -> Table:
    """The table that a text asks for by name."""
    if name == "evidence":
        return _evidence(collected, cited)
    return BUILDERS[name](collected)


def _title(figure: Figure) -> str:
    return figure.title[get_language()[:2]]


def shown(figure: Figure) -> str:
    return figure.shown[get_language()[:2]]


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
            str(len(release.extract.agency_codes)),
            f"conteo {release.extract.rules_version}",
            gettext("two approvers, neither of them the author"),
        )
        for release in dict.fromkeys(held)
    )
    columns = (
        _("Scope"),
        _("As of the end of"),
        _("Definition"),
        _("Agencies that reported"),
        _("Rules"),
        _("Let out by"),
    )
    return Table(_("Releases on which this document rests"), columns, rows)


def _programme(collected: Collected) -> Table:
    prefix = "release/MX/"
    rows = tuple(
        (_title(figure), shown(figure))
        for code, figure in collected.figures.items()
        # The table by form says it already; the sentence gives the share.
        if code.startswith(prefix) and code != f"{prefix}labour"
    )
    return Table(
        _("People identified or assisted in the whole country, as released"),
        (_("Figure"), _("People")),
        rows,
    )


def _context(collected: Collected) -> Table:
    rows = tuple(
        (_title(figure), shown(figure), _type(figure), figure.grade or _("computed here"))
        for figure in context_of(collected)
    )
    columns = (_("Figure"), _("Value"), _("Type"), _("Grade"))
    return Table(_("What describes the place"), columns, rows)


def _quality(collected: Collected) -> Table:
    releases = [r for r in (collected.programme, collected.local) if r is not None]
    rows = [_quality_of(release) for release in dict.fromkeys(releases)]
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
    agencies = len(release.extract.agency_codes)
    return (
        _("Registers of the programme, %(place)s") % {"place": place_path(release.scope)},
        _("%(count)s agencies reported; people who did not agree to be counted are left out")
        % {"count": agencies},
        _("an unknown answer is shown as unknown, never as no"),
        _("frozen as of %(day)s; people known to two agencies may stand twice")
        % {"day": wording.day(release.as_of)},
    )


def _claims(collected: Collected) -> Table:
    rows = tuple(_claim_row(claim) for claim in collected.claims if claim.figure_type)
    columns = (_("Claim"), _("Said by"), _("Type"), _("Grade"), _("Cautions"))
    return Table(_("Claims in circulation"), columns, rows)


def _claim_row(claim: Claim) -> tuple[str, ...]:
    words = f"«{claim.statement.words[:LONGEST_QUOTE]}»" if claim.statement else claim.title
    grade = evidence.grade(claim)
    mark = grade.mark if grade else _("not graded")
    if grade and not grade.confirmed:
        mark = _("%(mark)s (proposed)") % {"mark": mark}
    cautions = [str(caution) for caution in claim.cautions]
    if claim.to_verify:
        cautions.append(_("to verify"))
    if not claim.checkable:
        cautions.append(_("cannot be checked"))
    kind = str(FigureType(claim.figure_type).label)
    return (words, claim.said_by.title, kind, mark, " ".join(cautions))


def _evidence(collected: Collected, cited: tuple[str, ...]) -> Table:
    rows = tuple(
        (
            str(number),
            _title(collected.figures[code]),
            shown(collected.figures[code]),
            _type(collected.figures[code]),
            code,
        )
        for number, code in enumerate(cited, 1)
    )
    columns = (_("No."), _("Figure"), _("Value"), _("Type"), _("Code to ask for"))
    return Table(_("Figures in the order in which they are cited"), columns, rows)


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
    "programme": _programme,
    "context": _context,
    "quality": _quality,
    "claims": _claims,
    "sources": _sources,
}
