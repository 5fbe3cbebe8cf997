"""Erasing a person: two decide, everything of her goes, and what is another's stays."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from amparo import agencies
from amparo.agencies import actions as agency_actions
from amparo.agencies.models import Draft
from amparo.assistance import actions as assistance
from amparo.assistance import queries as ledger
from amparo.assistance.models import Assistance, KeptCost
from amparo.cases import actions as cases
from amparo.cases.models import Case, Document, Event, Label
from amparo.core import clock, keystore
from amparo.core.decisions import Refused
from amparo.people import actions, policies, queries
from amparo.people.enums import ErasureState, Ground
from amparo.people.models import (
    Consent,
    Erasure,
    LegalHold,
    NameBearers,
    NamePlace,
    NameWord,
    Person,
)
from amparo.statistics import actions as statistics
from amparo.statistics import queries as counts
from tests.helpers import audit_events, sign_in
from tests.people.erasing import erase
from tests.town import FIRST, GIVEN


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def person(town):
    return town.case.person


@pytest.fixture
def erased(town, django_capture_on_commit_callbacks):
    """`erased()` erases the person of the town, key included."""

    def erased(**more):
        with django_capture_on_commit_callbacks(execute=True):
            return erase(town, **more)

    return erased


@pytest.fixture
def office(town):
    """Olga is the focal point of the controller's office, Nora that of another shelter."""

    def enrol(name, agency, role="data_protection"):
        return agency_actions.enrol(
            by=agencies.OPERATOR, username=name, display_name=name.title(), agency=agency, role=role
        )

    town.olga, town.nora = enrol("olga", town.programme), enrol("nora", town.norte)
    town.aldo = enrol("aldo", town.casa_luz, "coordinator")
    return town


def ask(town, by=None, ground="she_asked"):
    return actions.ask_erasure(by=by or town.alba, person=town.case.person, ground=ground)


# Who decides


def test_it_takes_a_coordinator_and_the_focal_point_whoever_begins(office, person):
    actions.erase(by=office.fina, erasure=ask(office, office.alba))
    other = office.new_case().person
    actions.erase(
        by=office.alba,
        erasure=actions.ask_erasure(by=office.olga, person=other, ground=Ground.MISTAKE),
    )
    assert not Person.objects.exists()


def test_nobody_confirms_her_own_request(town):
    for by in (town.alba, town.fina):
        asked = ask(town, by)
        with pytest.raises(Refused, match="her own request"):
            actions.erase(by=by, erasure=asked)
        actions.call_off_erasure(by=by, erasure=asked)
    assert Person.objects.exists()


def test_two_coordinators_or_two_focal_points_are_not_enough(office):
    for one, other in ((office.alba, office.aldo), (office.fina, office.olga)):
        asked = ask(office, one)
        with pytest.raises(Refused, match="It takes two"):
            actions.erase(by=other, erasure=asked)
        actions.call_off_erasure(by=one, erasure=asked)


def test_whoever_does_not_answer_for_the_record_neither_asks_nor_confirms(office):
    for by in (office.ana, office.bruno, office.celia, office.nora, office.noe, agencies.OPERATOR):
        with pytest.raises(Refused):
            ask(office, by)
    asked = ask(office)
    for by in (office.ana, office.nora, office.dora):
        with pytest.raises(Refused):
            actions.erase(by=by, erasure=asked)
        with pytest.raises(Refused):
            actions.call_off_erasure(by=by, erasure=asked)


def test_a_request_of_somebody_who_left_counts_no_more(town):
    asked = ask(town)
    town.alba.is_active = False
    town.alba.save()
    with pytest.raises(Refused, match="ask anew"):
        actions.erase(by=town.fina, erasure=asked)


def test_a_ground_stands_on_the_list(town):
    with pytest.raises(Refused, match="grounds of the list"):
        ask(town, ground="because")


def test_it_is_asked_for_once_at_a_time_and_answered_once(town):
    asked = ask(town)
    with pytest.raises(Refused, match="already"):
        ask(town)
    actions.call_off_erasure(by=town.fina, erasure=asked)
    for answer in (actions.erase, actions.call_off_erasure):
        with pytest.raises(Refused, match="answered before"):
            answer(by=town.fina, erasure=asked)
    assert ask(town).state == ErasureState.ASKED


@pytest.mark.parametrize("same", ["asked_by", None])
def test_the_database_too_wants_a_second_person(town, same):
    asked = ask(town)
    answered = {"answered_by": town.alba, "answered_at": clock.now()} if same else {}
    with pytest.raises(IntegrityError), transaction.atomic():
        Erasure.objects.filter(pk=asked.pk).update(state=ErasureState.CONFIRMED, **answered)


# Legal hold


def test_a_hold_stops_asking_and_confirming_in_the_same_words(town, person):
    words = policies.not_held(held=True).reason
    asked = ask(town)
    hold = actions.place_hold(by=town.fina, person=person, reason="Carpeta 12 (invented)")
    with pytest.raises(Refused) as confirming:
        actions.erase(by=town.fina, erasure=asked)
    actions.call_off_erasure(by=town.alba, erasure=asked)
    with pytest.raises(Refused) as asking:
        ask(town)
    assert str(confirming.value) == str(asking.value) == words
    actions.lift_hold(by=town.alba, hold=hold, reason="The file was closed.")
    erase(town)
    assert not LegalHold.objects.exists()


def test_one_of_two_holds_that_is_lifted_leaves_the_other_standing(town, person):
    one, _two = (actions.place_hold(by=town.fina, person=person, reason="x") for _ in "ab")
    actions.lift_hold(by=town.fina, hold=one, reason="y")
    with pytest.raises(Refused, match="legal hold stands"):
        ask(town)
    with pytest.raises(Refused, match="lifted before"):
        actions.lift_hold(by=town.fina, hold=one, reason="y")


def test_a_hold_stops_taking_back_too(town, person):
    actions.place_hold(by=town.alba, person=person, reason="x")
    with pytest.raises(Refused, match="legal hold stands"):
        actions.remove(by=town.alba, people=[person])


def test_the_reasons_of_a_hold_lie_sealed_and_the_log_says_none(town, person):
    hold = actions.place_hold(by=town.fina, person=person, reason="Carpeta Sigilosa")
    actions.lift_hold(by=town.fina, hold=hold, reason="Carpeta Cerrada")
    held = LegalHold.objects.get()
    assert (held.reason, held.lift_reason) == ("Carpeta Sigilosa", "Carpeta Cerrada")
    with connection.cursor() as cursor:
        cursor.execute("select * from people_legalhold")
        assert "Carpeta" not in str(cursor.fetchall())
    assert "Carpeta" not in str([vars(event) for event in audit_events()])


@pytest.mark.parametrize("name", ["ana", "bruno", "celia", "noe"])
def test_a_caseworker_and_a_stranger_place_no_hold(town, person, name):
    with pytest.raises(Refused):
        actions.place_hold(by=getattr(town, name), person=person, reason="x")


def test_a_hold_and_a_request_leave_the_withdrawal_of_a_consent_alone(town, person):
    consent = town.new_consent()
    actions.place_hold(by=town.alba, person=person, reason="x")
    actions.withdraw_consent(by=town.ana, consent=consent)
    assert queries.live_consents(person, on=clock.today()) == []


# What goes


def full_life(town):
    town.new_consent()
    town.new_event(narrative="She was told there was work.")
    town.new_document()
    entry = town.new_assistance(provider="Hospital", note="Twice.")
    assistance.correct(by=town.ana, entry=entry, service="Shelter", given_on=entry.given_on)
    cases.choose_label(by=town.ana, case=town.case, text="Carpeta verde")
    for form in (f"case:{town.case.pk}", f"person:{town.case.person_id}", "intake"):
        agency_actions.keep_draft(by=town.ana, form=form, content={"notes": ["typed"]})


def test_everything_of_her_goes(town, erased, person):
    full_life(town)
    event = Event.objects.get()
    agency_actions.keep_draft(by=town.ana, form=f"event:{event.pk}", content={"notes": ["x"]})
    erased()
    gone = (Person, Case, Document, Event, Consent, Label, Assistance)
    gone += (NamePlace, NameBearers, NameWord)
    assert {model.__name__: model.objects.count() for model in gone} == {
        model.__name__: 0 for model in gone
    }
    assert list(Draft.objects.values_list("form", flat=True)) == ["intake"]
    with pytest.raises(keystore.KeyDestroyed):
        keystore.get(person.pk)
    assert person.pk in keystore.tombstones()


def test_no_table_knows_her_but_the_log_and_the_request(town, erased, person):
    """Every table is read in full: her number, and those of her case, event and entries."""
    full_life(town)
    event, entry = Event.objects.get(), Assistance.objects.first()
    ids = [person.pk, town.case.pk, event.pk, entry.pk, Consent.objects.get().pk]
    marks = [form for pk in ids for form in (str(pk), pk.hex)] + [town.case.number]
    erased()
    audit_events()
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'select * from "{table}"')
            rows = str(cursor.fetchall())
            if any(mark in rows for mark in marks):
                found[table] = sorted({mark for mark in marks if mark in rows})
    assert set(found) == {"audit_event", "people_erasure"}
    assert set(found["people_erasure"]) <= {str(person.pk), person.pk.hex}
    assert town.case.number not in found["audit_event"]


def test_the_log_says_who_erased_when_and_on_which_ground(town, erased, person):
    asked = erased(ground=Ground.ORDER)
    (event,) = audit_events("person_erased")
    assert (event.actor, event.person) == (str(town.fina.pk), str(person.pk))
    assert json.loads(event.detail) == {"ground": "order", "asked_by": str(town.alba.pk)}
    assert [e.person for e in audit_events("key_destroyed")] == [str(person.pk)]
    done = Erasure.objects.get(pk=asked.pk)
    assert (done.state, done.done_at is not None) == (ErasureState.DONE, True)


def test_she_is_found_by_no_search_counted_in_no_new_count_and_her_pages_are_gone(
    town, erased, client
):
    town.new_consent()
    town.new_assistance()
    namesake = town.new_case(person={"given_names": GIVEN, "paternal_surname": FIRST})
    url, today = town.case.get_absolute_url(), clock.today()
    before = statistics.count(by=town.noe, as_of=today, definition="seed-2010")
    sign_in(client, town.ana)

    def found(words):
        page = client.post("/cases/search/", {"words": words})
        return {each.line.case.pk for each in page.context["found"]}

    assert found(f"{GIVEN} {FIRST}") == {town.case.pk, namesake.pk}
    erased()
    assert found(f"{GIVEN} {FIRST}") == {namesake.pk}
    assert found(town.case.shown_number) == set()
    assert town.case.shown_number not in client.get("/cases/").content.decode()
    pages = ["", "identity/", "edit/", "print/", "print/?as=pdf", "print/identity/", "who-saw/"]
    for address in [*(url + page for page in pages), f"/people/{town.case.person_id}/consents/"]:
        assert client.get(address).status_code == 404, address
    after = statistics.count(by=town.noe, as_of=today, definition="seed-2010")
    assert counts.open_tally(before).people == counts.open_tally(after).people + 1 == 1


def test_published_and_internal_figures_of_before_stay_as_they_were(town, erased):
    from amparo.releases import actions as releases

    town.new_consent()
    town.new_assistance()
    extract = statistics.count(by=town.noe, as_of=clock.today(), definition="seed-2010")
    release = releases.propose(by=town.noe, extract=extract)
    held = extract.sealed_tally, release.judged
    erased()
    extract.refresh_from_db()
    release.refresh_from_db()
    assert (extract.sealed_tally, release.judged) == held
    assert counts.open_tally(extract).people == 1


# What stays


def test_an_event_shared_with_somebody_stays_for_her_and_opens_with_her_key(town, erased):
    other = town.new_case(person={"given_names": "Eva"})
    shared = cases.record_event(
        by=town.ana,
        cases=[town.case, other],
        places=[("07089", "exploitation")],
        acts=["Recruitment"],
        definition_version="htcds-2.0",
        narrative="They were brought to the same house.",
    )
    agency_actions.keep_draft(by=town.ana, form=f"event:{shared.pk}", content={"notes": ["x"]})
    alone = town.new_event(narrative="Hers alone.")
    erased()
    assert not Event.objects.filter(pk=alone.pk).exists()
    held = Event.objects.get(pk=shared.pk)
    assert held.person_id == other.person_id
    assert held.narrative == "They were brought to the same house."
    assert held.places.count() == 1
    assert [each.case_id for each in held.involvements.all()] == [other.pk]
    assert Draft.objects.count() == 1


def test_an_event_that_was_recorded_for_somebody_else_first_just_loses_her(town, erased):
    other = town.new_case(person={"given_names": "Eva"})
    shared = cases.record_event(
        by=town.ana, cases=[other, town.case], acts=["Recruitment"], definition_version="htcds-2.0"
    )
    erased()
    held = Event.objects.get(pk=shared.pk)
    assert (held.person_id, held.involvements.count()) == (other.person_id, 1)


def test_the_money_still_adds_up_and_leads_to_nobody(town, erased):
    pesos = {"currency": "MXN", "funder": "Fondo Inventado"}
    wrong = town.new_assistance(cost=Decimal("900.00"), **pesos)
    right = {"service": "Shelter", "given_on": date(2026, 3, 2), "cost": Decimal("120.50")}
    assistance.correct(by=town.ana, entry=wrong, **right, **pesos)
    town.new_assistance(given_on=date(2026, 3, 30), cost=Decimal("79.50"), **pesos)
    town.new_assistance(service="Legal", cost=Decimal("40.00"), currency="USD", funder="")
    town.new_assistance(service="Legal", given_on=None)
    other = town.new_case()
    assistance.record(by=town.ana, case=other, **right, **pesos)
    before = ledger.spent(town.casa_luz)
    march = ledger.Spent(date(2026, 3, 1), "Shelter", "MXN", "Fondo Inventado")
    assert before[march] == ledger.Total("MXN", Decimal("320.50"), 3)
    erased()
    assert Assistance.objects.count() == 1
    assert ledger.spent(town.casa_luz) == before
    erase(town, other.person)
    assert not Assistance.objects.exists()
    assert ledger.spent(town.casa_luz) == before
    # What two people had in the same month lies in one sum.
    assert KeptCost.objects.get(currency="MXN").entries == 3


def test_the_file_of_another_agency_about_a_woman_of_the_same_name_stays(town, erased):
    theirs = town.new_case(by=town.bruno, person={"given_names": GIVEN, "paternal_surname": FIRST})
    erased()
    assert Person.objects.get().given_names == GIVEN
    assert Case.objects.get() == theirs


# Whatever stops in between


def test_a_roll_back_leaves_her_as_she_was(town, person):
    asked = ask(town)
    with transaction.atomic():
        actions.erase(by=town.fina, erasure=asked)
        transaction.set_rollback(True)
    assert Person.objects.get().given_names == GIVEN
    assert keystore.tombstones() == {}
    assert Erasure.objects.get().state == ErasureState.ASKED


def test_the_clock_destroys_the_key_that_was_left(town, person):
    erase(town)  # nothing is confirmed here, so what follows a commit never came
    assert keystore.get(person.pk)
    assert actions.finish_erasures() == 1
    with pytest.raises(keystore.KeyDestroyed):
        keystore.get(person.pk)
    assert Erasure.objects.get().state == ErasureState.DONE
    assert actions.finish_erasures() == 0
    assert len(audit_events("key_destroyed")) == 1


def test_a_crash_after_the_key_was_destroyed_is_completed_too(town, person):
    asked = erase(town)
    keystore.destroy(person.pk, at="2026-11-22")
    assert Erasure.objects.get(pk=asked.pk).state == ErasureState.CONFIRMED
    assert actions.finish_erasures() == 1
    assert Erasure.objects.get().state == ErasureState.DONE


def test_a_disk_that_is_full_at_the_wrong_moment_is_left_to_the_clock(
    town, person, monkeypatch, django_capture_on_commit_callbacks
):
    def full(*_args, **_more):
        raise OSError("No space left on device")

    with monkeypatch.context() as patch, django_capture_on_commit_callbacks(execute=True):
        patch.setattr(keystore, "destroy", full)
        erase(town)
    assert Erasure.objects.get().state == ErasureState.CONFIRMED
    assert actions.finish_erasures() == 1


def test_a_request_about_somebody_who_was_taken_back_waits_no_more(town, person):
    ask(town)
    actions.remove(by=town.alba, people=[person])
    assert not Erasure.objects.exists()
    assert [event.person for event in audit_events("erasure_asked")] == [str(person.pk)]
