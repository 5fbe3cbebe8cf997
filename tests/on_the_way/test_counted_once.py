"""Identified there and assisted here: one person of the union, none of those identified here."""

from datetime import date

import pytest
from django.urls import reverse

from amparo.cases import actions as cases
from amparo.cases.actions.training import record_training
from amparo.cases.models import Case
from amparo.cases.queries.screening import attribution
from amparo.core import clock
from amparo.journeys.actions import journey as journeys
from amparo.journeys.models import Journey
from amparo.journeys.queries import delays as queries
from amparo.statistics.queries import counted
from tests.helpers import sign_in

NUMBERS = ["0123456789abcdef" * 2, "fedcba9876543210" * 2]


def decides(town, case, country):
    """What a body decided, written down here."""
    record_training(
        by=town.alba, member=town.ana, procedure="palermo-1", trained_on=date(2026, 1, 8),
        trained_by="Institute", valid_until=date(2099, 1, 8),
    )  # fmt: skip
    return cases.store_decision(
        by=town.ana, case=case, kind="official", outcome="identified", body="NonPoliceGovernmental",
        country=country, decided_on=date(2026, 3, 2), procedure_version="palermo-1",
        reasons="It rests on what was found.",
    )  # fmt: skip


@pytest.fixture
def announced(crossing, town):
    """`announced(case, pathway)`: they send somebody who gets this case here."""
    journeys.call_off(by=town.ana, journey=crossing.journey, ending="other")
    Journey.objects.all().delete()

    def made(case, pathway="return", number=NUMBERS[0]):
        facts = crossing.request_facts(country="MX", pathway=pathway)
        if pathway == "family":
            del facts["grown"]
            facts["relatives"] = [{"number": 1, "kin": "child", "grown": "child", "wants": []}]
        asked = ("request", clock.today(), facts)
        content = crossing.they_say(
            asked, journey=number, side="sending", pathway=pathway, country="MX"
        )
        from amparo.referrals.actions import packages

        packages.take_in(by=town.ana, content=content)
        held = Journey.objects.get(number=number)
        return journeys.link(by=town.ana, journey=held, case=case)

    return made


@pytest.mark.parametrize("pathway", ["return", "family"])
def test_identified_there_and_assisted_here_adds_one_to_the_union_alone(announced, town, pathway):
    """CAS-23."""
    announced(town.case, pathway)
    town.new_assistance()
    decides(town, town.case, "US")
    town.new_consent()
    found = queries.totals(Journey.objects.all())
    assert (found.union, found.people[pathway], found.attribution.assisted) == (1, 1, 1)
    assert found.attribution.identified_in == {"US": 1}
    whole = attribution(Case.objects.all())
    assert (whole.union, whole.identified_in.get("MX", 0)) == (1, 0)
    (one,) = counted(scope="MX", as_of=clock.today())
    assert one.is_assisted


def test_identified_here_too_is_one_person_still(announced, town):
    announced(town.case)
    town.new_assistance()
    decides(town, town.case, "MX")
    found = queries.totals(Journey.objects.all())
    assert (found.union, found.attribution.identified_in) == (1, {"MX": 1})


def test_two_journeys_of_hers_are_two_journeys_and_one_person(announced, town):
    held = announced(town.case)
    Journey.objects.filter(pk=held.pk).update(state="closed")
    announced(town.case, "family", NUMBERS[1])
    found = queries.totals(Journey.objects.all())
    assert (found.journeys, found.union, found.people["both"]) == (2, 1, 1)
    assert (found.ways, sum(found.people.values())) == ({"return": 1, "family": 1}, 1)


def test_somebody_without_a_case_here_is_a_journey_and_nobody_of_the_union(announced, town):
    held = announced(town.case)
    Journey.objects.filter(pk=held.pk).update(case=None)
    found = queries.totals(Journey.objects.all())
    assert (found.journeys, found.without_case, found.union) == (1, 1, 0)


def test_who_joins_the_case_is_asked_who_identified_her(announced, town, client):
    held = announced(town.case)
    url = reverse("journeys:received_one", args=[held.pk])
    link = reverse("cases:decision", args=[town.case.pk])
    assert f'href="{link}"' in sign_in(client, town.ana).get(url).content.decode()
    decides(town, town.case, "US")
    assert f'href="{link}"' not in client.get(url).content.decode()
