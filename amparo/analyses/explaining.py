"""Walk from any number back to data sets, rules, versions and approvers."""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amparo.analyses.collecting import collect
from amparo.analyses.queries import data_sets_of
from amparo.core.errors import BadInput
from amparo.evidence import queries as evidence
from amparo.releases.models import Release
from amparo.releases.queries import latest


def explain(figure_id: str, *, as_of: date) -> dict[str, Any]:
    """Everything that stands behind one figure, as nested plain values."""
    kind, _slash, rest = figure_id.partition("/")
    if kind in ("claim", "derived"):
        figure = _figure(figure_id, as_of=as_of)
        return {"figure": figure, "lineage": evidence.lineage(figure_id).as_dict()}
    scope, _slash, name = rest.partition("/")
    release = latest(scope, as_of=as_of) if kind == "release" and name else None
    if release is None:
        raise BadInput(
            _(
                "No figure has this code. The file figures.json of an analysis lists every code; "
                "those of releases read release/PLACE/NAME."
            )
        )
    return {"figure": _released(release, figure_id, as_of), "lineage": _of_release(release)}


def _figure(figure_id: str, *, as_of: date) -> dict[str, Any] | None:
    record = (
        evidence.derivation(figure_id)
        if figure_id.startswith("derived/")
        else evidence.claim(figure_id)
    )
    found = collect(record.place_code or "MX", as_of).figures.get(figure_id)
    return found.as_json() if found else None


def _released(release: Release, figure_id: str, as_of: date) -> dict[str, Any]:
    found = collect(release.scope, as_of).figures.get(figure_id)
    if found is None:
        raise BadInput(_("The newest release of this place holds no such figure."))
    return found.as_json()


def _of_release(release: Release) -> dict[str, Any]:
    """Release, approvers, rules, extract, and the registers that people came in with."""
    extract = release.extract
    return {
        "release": {
            "id": str(release.pk),
            "as_of": release.as_of.isoformat(),
            "published_at": release.published_at.isoformat(),
            "proposed_by": str(release.proposed_by),
            "approved_by": [
                {"member": str(review.reviewer), "at": review.at.isoformat()}
                for review in release.reviews.filter(approves=True).order_by("at")
            ],
            "judged_against": release.judged_against,
        },
        "rules": {
            "library": "conteo",
            "version": extract.rules_version,
            "rule": "10-5, pair rule, tables withheld as a whole by an audit of prints",
        },
        "extract": {
            "id": str(extract.pk),
            "as_of": extract.as_of.isoformat(),
            "made_at": extract.made_at.isoformat(),
            "made_by": str(extract.made_by or "operator"),
            "definition_version": extract.definition_version,
            "digest_of_sealed_counts": extract.tally_digest,
            "agencies": extract.agency_codes,
        },
        "data_sets": [asdict(one) for one in data_sets_of(extract.agency_codes)],
    }
