"""What was answered case by case before goes to the person, and the most careful answer holds."""

from datetime import date

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from amparo.cases import actions
from amparo.people.models import Person, SafeContact
from amparo.people.queries.contact import answer_of

# (what her cases said, what holds afterwards)
ANSWERS = [
    (["yes", "no"], "no"),
    (["yes", "unknown"], "unknown"),
    (["yes", "not_asked"], "yes"),
    (["not_asked"], "not_asked"),
]


@pytest.mark.history
@pytest.mark.django_db(transaction=True)
def test_the_answer_of_each_case_goes_to_the_person(town):
    expected = {}
    told = {}
    for answers, holds in ANSWERS:
        first = town.new_case()
        cases = [first]
        for _ in answers[1:]:
            facts = {"opened_on": date(2026, 4, 1), "came_from": "intake"}
            case = actions.open_case(
                by=town.ana, agency=town.casa_luz, person=first.person, **facts
            )
            cases.append(case)
        told |= {case.pk: answer for case, answer in zip(cases, answers, strict=True)}
        expected[first.person_id] = holds
    executor = MigrationExecutor(connection)
    executor.migrate([("cases", "0007_held_documents")])
    try:
        state = executor.loader.project_state([("cases", "0007_held_documents")])
        old = state.apps.get_model("cases", "Case")
        # Going back gave the case of the town what its person had answered.
        assert old.objects.get(pk=town.case.pk).can_contact == "yes"
        for pk, answer in told.items():
            old.objects.filter(pk=pk).update(can_contact=answer)
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
    people = Person.objects.in_bulk(expected)
    assert {pk: answer_of(person) for pk, person in people.items()} == expected
    assert SafeContact.objects.filter(person__in=expected).count() == 3
    # The person of the town said it herself: it is not written twice.
    assert town.case.person.safe_contacts.count() == 1
