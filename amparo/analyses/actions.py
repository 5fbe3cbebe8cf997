"""Building an analysis is logged: what was built, for which place, up to which day."""

from collections.abc import Collection
from datetime import date
from hashlib import sha256
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Member
from amparo.analyses import building, policies
from amparo.analyses.building import MAKERS, Built
from amparo.analyses.models import Analysis


@transaction.atomic
def build(
    *, by: Any, place: str, language: str, as_of: date, names: Collection[str] = tuple(MAKERS)
) -> Built:
    """Build files of the analysis of a place in one language, and keep what it said."""
    policies.can_build(by=by).or_refuse()
    built = building.build(place, language=language, as_of=as_of, names=names)
    analysis = Analysis(
        place_code=place,
        language=language,
        as_of=as_of,
        figures=[figure.as_json() for figure in built.document.figures],
        digests={name: sha256(held).hexdigest() for name, held in built.files.items()},
        built_by=by if isinstance(by, Member) else None,
    )
    analysis.save(force_insert=True)
    detail = {"place": place, "language": language, "as_of": as_of.isoformat()}
    audit.record("analysis_built", by=by, about=analysis, detail=detail)
    return built
