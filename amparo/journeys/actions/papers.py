"""Making the two papers that she may take along. What stands on them is kept nowhere else."""

from typing import Any

from django.db import transaction

from amparo import audit
from amparo.cases.models import Case
from amparo.cases.queries import safety_plan
from amparo.journeys.policies import papers as policies


@transaction.atomic
def make_card(*, by: Any, case: Case, name: str, phone: str, safe: bool, as_pdf: bool) -> None:
    """A card with one contact. It looks like any other and says nothing of her or of us."""
    ours, known = safety_plan.our_names(), safety_plan.known_lines()
    policies.can_make_card(
        case, by=by, name=name, phone=phone, safe=safe, ours=ours, known=known
    ).or_refuse()
    audit.record(
        "neutral_card_made", by=by, about=case, detail={"form": "pdf" if as_pdf else "page"}
    )


@transaction.atomic
def make_promises(*, by: Any, case: Case, safe: bool, as_pdf: bool) -> None:
    """What was promised to her, by whom and until when, on a paper for her."""
    policies.can_make_promises(case, by=by, safe=safe).or_refuse()
    audit.record("promises_made", by=by, about=case, detail={"form": "pdf" if as_pdf else "page"})
