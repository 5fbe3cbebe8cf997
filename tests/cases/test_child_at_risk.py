"""A child in the hands of who exploits her: no paper and no yes of hers goes through such hands."""

import pytest
from django.utils import translation

from amparo.cases.access import disclosure as doors
from amparo.cases.actions import disclosures
from amparo.cases.models import Disclosure
from amparo.core import clock
from amparo.people import actions as people
from amparo.people.actions import children
from amparo.people.queries.disclosure import answers_of
from tests.cases.test_children import ASSENT, stands
from tests.helpers import audit_events, sign_in

TO = {"recipient": "hospital", "recipient_name": "Hospital inventado"}
YES = TO | {
    "purpose": "health", "block": "health", "answer": "granted", "language": "es",
    "how": "spoken", "notice_version": "2026-11",
}  # fmt: skip


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def child(town):
    born = clock.today().year - 14
    return town.new_case(
        person={"given_names": "Ixchel", "birth_date": str(born), "birth_year": born}
    )


def copy(client, case, identity="guardian", safe="yes"):
    url = f"/cases/{case.pk}/rights/copy/?identity={identity}&safe={safe}"
    return client.get(url, follow=True).content.decode()


def opened(town, case):
    held = disclosures.prepare_disclosure(
        by=town.ana, case=case, purpose="health", basis="consent", **TO
    )
    return doors.verdicts(held, on=clock.today())


def goes(town, case):
    return [each.block for each in opened(town, case) if each.goes]


def test_what_is_held_of_a_child_goes_through_nobody_who_may_not_represent_her(town, child, client):
    sign_in(client, town.ana)
    told = "Nobody who may represent her is written down"
    assert told in copy(client, child)
    guardian = stands(town, child, suspected="yes")
    assert told in copy(client, child)
    assert not audit_events("copy_given")
    assert told not in copy(client, child, safe="no")
    assert told not in copy(client, child, identity="known")
    stands(town, child, name="Tía Inventada")
    assert told not in copy(client, child)
    assert guardian.unsafe_since is not None
    # Of somebody grown up nobody is asked for.
    assert told not in copy(client, town.case)


def test_a_yes_that_was_taken_for_that_of_an_adult_carries_nothing_once_she_may_be_a_child(town):
    case = town.new_case(person={"birth_year": 1990})
    people.record_consent(by=town.ana, person=case.person, **YES)
    assert goes(town, case) == ["health"]
    facts = {"found_on": clock.today(), "reasons": "Her sister says that she is 15."}
    children.find_age(by=town.ana, person=case.person, said="presumed", **facts)
    assert answers_of(case.person) == []
    assert goes(town, case) == []


def test_a_yes_of_a_guardian_of_whom_somebody_begins_to_doubt_carries_nothing(town, child):
    guardian = stands(town, child)
    assent = ASSENT | {"guardian": guardian}
    people.record_consent(by=town.ana, person=child.person, assent=assent, **YES)
    assert goes(town, child) == ["health"]
    held = children.revise_guardian(
        by=town.ana, guardian=guardian, seen_version=1, suspected="not_known"
    )
    assert goes(town, child) == []
    children.revise_guardian(by=town.ana, guardian=held, seen_version=2, suspected="no")
    assert goes(town, child) == ["health"]
    assert not Disclosure.objects.filter(state="ready").exists()
