"""Decisions about identification: what each rests on, two kinds kept apart, and no help lost."""

from datetime import date

import pytest

from amparo.assistance import actions as assistance
from amparo.cases import actions
from amparo.cases.actions.training import record_training
from amparo.cases.enums.screening import OpenService
from amparo.cases.models import Case, IdentificationDecision
from amparo.cases.queries import screening as queries
from amparo.core.decisions import Refused
from amparo.people import actions as people
from tests.helpers import audit_events, sign_in, statuses

DAY = date(2026, 3, 20)


@pytest.fixture
def url(town):
    return f"{town.case.get_absolute_url()}decision/"


@pytest.fixture(autouse=True)
def trained(town):
    """Ana was trained in what these decisions name; test_training.py says what happens without."""
    for procedure in ("palermo-1", "mx-art10-1"):
        record_training(
            by=town.alba,
            member=town.ana,
            procedure=procedure,
            trained_on=date(2026, 1, 8),
            trained_by="Institute",
            valid_until=date(2099, 1, 8),
        )


@pytest.fixture
def decide(town):
    """A whole decision, of which a test says what is otherwise."""

    def store(*, case=None, by=None, **facts):
        facts = {
            "kind": "operational",
            "outcome": "identified",
            "body": "NGO",
            "country": "MX",
            "decided_on": DAY,
            "procedure_version": "palermo-1",
            "reasons": "Heard twice.",
        } | facts
        return actions.store_decision(by=by or town.ana, case=case or town.case, **facts)

    return store


def said(case):
    held = Case.objects.get(pk=case.pk)
    return held.identification, held.is_identified, held.identified_on


def test_who_opens_it(town, client, url):
    everyone = [*town.everyone, town.alba, town.fina]
    table = {"nobody": 302, "ana": 200, "bruno": 404, "celia": 404, "alba": 200, "fina": 404}
    assert statuses(client, url, everyone) == table


@pytest.mark.parametrize(
    "missing",
    [
        {"body": ""}, {"country": ""}, {"decided_on": None}, {"reasons": " "},
        {"procedure_version": ""}, {"kind": ""}, {"kind": "not_recorded"}, {"outcome": "maybe"},
        {"decided_on": date(2099, 1, 1)},
    ],
    ids=str,
)  # fmt: skip
def test_a_decision_without_what_it_rests_on_is_refused_and_not_kept(town, decide, missing):
    with pytest.raises(Refused):
        decide(**missing)
    assert not IdentificationDecision.objects.exists()
    assert said(town.case) == ("presumed", False, None)


def test_only_the_agency_that_holds_the_case_stores_one(town, decide):
    with pytest.raises(Refused):
        decide(by=town.bruno)


def test_an_official_decision_is_taken_by_an_authority(decide):
    with pytest.raises(Refused, match="by an authority"):
        decide(kind="official", body="NGO")
    decide(kind="official", body="Police")


def test_the_page_says_what_is_missing_and_quotes_nothing(town, client, url):
    page = sign_in(client, town.ana).post(url, {"outcome": "identified", "body": "NGO"})
    wrong = {"kind", "country", "decided_on", "reasons", "procedure"}
    assert set(page.context["form"].errors) == wrong
    whole = {
        "kind": "official", "outcome": "identified", "body": "NGO", "country": "MX",
        "decided_on": "2026-03-20", "reasons": "Heard twice.", "procedure": "palermo-1",
    }  # fmt: skip
    page = client.post(url, whole)
    assert set(page.context["form"].errors) == {"body"}
    page = client.post(url, whole | {"body": "Police", "procedure_version": "Another 2021"})
    assert set(page.context["form"].errors) == {"procedure_version"}
    assert not IdentificationDecision.objects.exists()
    assert client.post(url, whole | {"body": "Police"}).status_code == 302
    assert IdentificationDecision.objects.get().procedure_version == "palermo-1"


def test_a_screening_lends_its_procedure_to_the_decision(town, client, url):
    held = actions.record_screening(
        by=town.ana, case=town.case, procedure="mx-art10-1", screened_on=DAY, age="yes",
        answers={"form.IV": "yes"},
    )  # fmt: skip
    page = sign_in(client, town.ana).get(f"{url}?screening={held.pk}").content.decode()
    assert f'<option value="{held.pk}" selected>' in page
    sent = {
        "kind": "operational", "outcome": "identified", "body": "NGO", "country": "MX",
        "decided_on": "2026-03-20", "reasons": "Heard.", "screening": str(held.pk),
    }  # fmt: skip
    client.post(url, sent)
    decision = IdentificationDecision.objects.get()
    assert (decision.screening, decision.procedure_version) == (held, "mx-art10-1")


def test_a_screening_of_another_case_carries_no_decision(town, client, url, decide):
    other = town.new_case()
    held = actions.record_screening(
        by=town.ana, case=other, procedure="palermo-1", screened_on=DAY, age="unknown",
        answers={"act.transport": "yes"},
    )  # fmt: skip
    with pytest.raises(TypeError):
        decide(screening=held)
    page = sign_in(client, town.ana).post(url, {"screening": str(held.pk)})
    assert "screening" in page.context["form"].errors


def test_the_case_follows_and_every_decision_is_kept(town, decide):
    decide()
    assert said(town.case) == ("identified", True, DAY)
    decide(outcome="not_identified", decided_on=date(2026, 4, 1), reasons="She told it otherwise.")
    assert said(town.case) == ("not_identified", False, None)
    held = Case.objects.get(pk=town.case.pk)
    assert held.decided_reasons == "She told it otherwise."
    assert [one.reasons for one in queries.decisions_of(held)] == [
        "She told it otherwise.",
        "Heard twice.",
    ]
    fields = audit_events("identification_stored")[-1].fields
    assert "decided_reasons" in fields
    assert "otherwise" not in fields


def test_an_authority_that_says_no_does_not_undo_what_the_organisation_found(town, decide):
    decide()
    decide(kind="official", body="Police", outcome="not_identified", decided_on=date(2026, 5, 1))
    assert said(town.case) == ("identified", True, DAY)
    decide(kind="official", body="Police", decided_on=date(2026, 2, 1))
    assert said(town.case) == ("identified", True, date(2026, 2, 1))
    decide(outcome="not_identified")
    assert said(town.case) == ("identified", True, date(2026, 2, 1))
    decide(kind="official", body="Police", outcome="not_identified")
    assert said(town.case)[:2] == ("not_identified", False)


def test_both_kinds_stand_apart_on_the_page(town, client, url, decide):
    decide()
    page = sign_in(client, town.ana).get(url).content.decode()
    assert "No decision yet." in page
    decide(kind="official", body="Police", outcome="not_identified")
    page = client.get(url).content.decode()
    assert "No decision yet." not in page
    assert "Operational: by the organisation that assists her" in page
    assert "Official: by an authority" in page


# What came before


@pytest.fixture
def old(town):
    """A case as a register or an earlier version left it: its decision stands on it alone."""
    return actions.open_case(
        by=town.ana, agency=town.casa_luz, person=town.case.person, came_from="register",
        opened_on=date(2014, 5, 1), identification="identified", is_identified=True,
        decided_body="not_recorded", procedure_version="register", decided_reasons="Old words.",
    )  # fmt: skip


def test_an_old_decision_is_shown_and_is_kept_when_the_next_one_comes(town, client, old, decide):
    url = f"{old.get_absolute_url()}decision/"
    page = sign_in(client, town.ana).get(url).content.decode()
    assert "Old words." in page
    assert not IdentificationDecision.objects.exists()
    decide(case=old, outcome="not_identified")
    kinds = {one.kind: one for one in queries.decisions_of(Case.objects.get(pk=old.pk))}
    assert kinds["not_recorded"].reasons == "Old words."
    assert (kinds["not_recorded"].country, kinds["not_recorded"].decided_on) == ("", None)
    # Whose it was is not known, so the new one takes its place on the case, as it always did.
    assert said(old) == ("not_identified", False, None)


# Help


def test_a_negative_outcome_still_offers_every_help(town, client, url, decide):
    decide(outcome="not_identified")
    decide(kind="official", body="Police", outcome="not_identified")
    page = sign_in(client, town.ana).get(url).content.decode()
    assert all(str(label) in page for label in OpenService.labels)
    assert "Migrant protection" in page
    case = client.get(town.case.get_absolute_url()).content.decode()
    assert "Every help stays open to her" in case
    for service in ("Shelter", "Legal"):
        entry = assistance.record(
            by=town.ana, case=Case.objects.get(pk=town.case.pk), service=service, given_on=DAY
        )
        assert entry.pk
    assert Case.objects.get(pk=town.case.pk).is_assisted
    ledger = client.get(f"{town.case.get_absolute_url()}assistance/").content.decode()
    assert "disabled" not in ledger


def test_help_may_come_before_any_decision_and_counts_once(town):
    town.new_assistance()
    found = queries.attribution(Case.objects.all())
    assert (found.union, found.assisted, found.identified_in) == (1, 1, {})


def test_identified_abroad_and_assisted_here_is_one_person_not_identified_here(town, decide):
    decide(kind="official", body="NonPoliceGovernmental", country="US")
    again = actions.open_case(
        by=town.alba, agency=town.casa_luz, person=town.case.person, came_from="intake"
    )
    assistance.record(by=town.alba, case=again, service="Shelter", given_on=DAY)
    found = queries.attribution(Case.objects.all())
    assert found.union == 1
    assert found.assisted == 1
    assert found.identified_in.get("MX", 0) == 0
    assert found.identified_in == {"US": 1}


def test_two_records_of_one_person_are_one_person_wherever_they_are_held(town, decide):
    decide(kind="official", body="NonPoliceGovernmental", country="US")
    again = town.new_case()
    assistance.record(by=town.ana, case=again, service="Shelter", given_on=DAY)
    assert queries.attribution(Case.objects.all()).union == 2
    people.compare(by=town.alba, one=town.case.person, other=again.person, verdict="one")
    found = queries.attribution(Case.objects.all())
    assert (found.union, found.assisted, found.identified_in) == (1, 1, {"US": 1})


def test_an_old_decision_counts_in_no_country(old):
    assert queries.attribution(Case.objects.all()).identified_in == {"": 1}


def test_who_was_identified_by_both_counts_where_each_of_them_is(decide):
    decide(kind="official", body="NonPoliceGovernmental", country="US")
    decide()
    assert queries.attribution(Case.objects.all()).identified_in == {"MX": 1, "US": 1}


def test_the_reasons_lie_sealed_and_go_with_her(town, decide):
    decide(reasons="Carried across the river.")
    held = IdentificationDecision.objects.values_list("reasons", flat=True).get()
    assert "river" not in str(held)
    town.case.person.delete()
    assert not IdentificationDecision.objects.exists()
