"""Files that open to named people only: children's by themselves, others when somebody asks."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.cases.access.grants import live_teams
from amparo.cases.models import Case
from amparo.cases.policies import need_to_know as policies
from amparo.cases.queries.ages import may_be_child
from amparo.core import clock
from amparo.people import actions as people
from amparo.people.models import Person
from amparo.people.queries.age import is_treated_as_child


def close_childrens(cases: Iterable[Case]) -> None:
    """Say of new cases which of them are children's, before they are written."""
    today = clock.today()
    for case in cases:
        case.named_only = case.named_only or may_be_child(case.person, on=today)


@people.when_revised
def close_when_a_child(*, by: Any, person: Person, changed: Collection[str]) -> None:
    """Her age was corrected: if she may be a child, her files close to all but their team."""
    about_age = {"birth_date", "birth_year", "age"} & set(changed)
    if about_age and is_treated_as_child(person, on=clock.today()):
        presume_child(by=by, person=person)


@transaction.atomic
def presume_child(*, by: Any, person: Person) -> None:
    """She is a child, or presumed to be one: her files open to named people only from now on."""
    found = Case.objects.select_for_update().filter(person=person, named_only=False)
    for case in found.order_by("pk"):
        case.named_only = True
        case.save(update_fields=["named_only"])
        audit.record("case_closed_to_names", by=by, about=case, detail={"why": "child"})


@transaction.atomic
def close_to_names(*, by: Any, case: Case, why: str) -> Case:
    """Let a file open to named people only, such as that of a colleague's relative."""
    held = Case.objects.select_for_update().get(pk=case.pk)
    policies.can_close_to_names(held, by=by).or_refuse()
    policies.says_what(why).or_refuse()
    _say(held, True, why)
    audit.record("case_closed_to_names", by=by, about=held, fields=["named_why"])
    return held


@transaction.atomic
def open_to_agency(*, by: Any, case: Case, why: str) -> Case:
    """Let the coordinators of the agency open a file again that only named people opened."""
    held = Case.objects.select_for_update().get(pk=case.pk)
    is_child = is_treated_as_child(held.person, on=clock.today())
    on_team = live_teams(clock.today()).filter(case=held, member=by).exists()
    policies.can_open_to_agency(held, by=by, on_team=on_team, is_child=is_child).or_refuse()
    policies.says_what(why).or_refuse()
    _say(held, False, why)
    audit.record("case_opened_to_agency", by=by, about=held, fields=["named_why"])
    return held


def _say(held: Case, named: bool, why: str) -> None:
    held.named_only, held.named_why = named, why
    held.save(update_fields=["named_only", "named_why"])
