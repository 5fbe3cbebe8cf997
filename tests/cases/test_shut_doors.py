"""Ways round: a letter to whom she fears, a hold on what is shut, a stand-in brought in behind."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from amparo import agencies
from amparo.agencies import actions as members
from amparo.agencies.enums import Role
from amparo.cases import access, actions
from amparo.cases.access import disclosure as sharing_doors
from amparo.cases.access import held_documents as held_doors
from amparo.cases.actions import deputies, disclosures, letters, retention
from amparo.cases.actions import held_documents as holds
from amparo.cases.models import Document, HeldDocument, Letter
from amparo.cases.policies.safety_plan import is_neutral
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.people.actions.relations import add_related
from amparo.people.views.translations import part_of
from tests.cases.test_retention import LIKE, close, on, years_later
from tests.helpers import sign_in

DAY = timedelta(days=1)
LETTER = {"template": "medical_care", "language": "es", "issued_on": date(2026, 3, 4)}
FEARED = "Nora Nieve"


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def nora(town):
    return members.enrol(
        by=agencies.OPERATOR, username="nora", display_name=FEARED, agency=town.casa_luz,
        role=Role.CASEWORKER, password="nora crosses the river", language="en",
    )  # fmt: skip


def fears(town, name=FEARED):
    facts = {"relation": "employer", "suspected": True, "name": name}
    add_related(by=town.ana, person=town.case.person, **facts)


# Letters


@pytest.mark.parametrize(
    "to",
    [
        {"addressee": FEARED},
        {"addressee": f"Lic. {FEARED}\nOficina inventada\nCalle 5"},
        {"addressee": "Hospital inventado", "copies": f"Archivo; {FEARED} (para su registro)"},
    ],
)
def test_no_letter_goes_to_whom_she_fears(town, to):
    facts = LETTER | {"body": "Se pide.", "copies": ""}
    fears(town)
    with pytest.raises(Refused, match="nothing goes to this name"):
        letters.issue_letter(by=town.ana, case=town.case, **facts | to)
    assert not Letter.objects.exists()
    letters.issue_letter(by=town.ana, case=town.case, **facts | {"addressee": "Hospital inventado"})


def test_a_letter_that_may_not_go_comes_back_with_its_words(town, client):
    fears(town)
    sent = {"template": "free", "language": "es", "issued_on": "2026-03-04"}
    sent |= {"addressee": FEARED, "body": "Lo que se pide.", "rests_on": "nothing"}
    url = reverse("cases:letter_new", args=[town.case.pk])
    said = sign_in(client, town.ana).post(url, sent).content.decode()
    assert "nothing goes to this name" in said
    assert "Lo que se pide." in said


# Documents on hold


def test_a_hold_is_no_way_into_a_file_for_named_people(town, client):
    child = town.new_case(person={"birth_year": 2015})
    town.new_document(case=child)
    document = Document.objects.get()
    number = child.shown_number
    assert held_doors.document_to_hold(town.alba, number, 1) is None
    assert held_doors.document_to_hold(town.fina, number, 1) == document
    held = holds.hold_document(by=town.fina, document=document, order="Oficio 12")
    file = reverse("cases:held_file", args=[held.pk])
    assert sign_in(client, town.alba).get(file).status_code == 404
    assert not held_doors.held_documents(town.alba).exists()
    assert sign_in(client, town.fina).get(file).status_code == 200
    actions.assign(by=town.ana, case=child, member=town.alba)
    assert held_doors.held_documents(town.alba).exists()
    HeldDocument.objects.update(document_id=town.case.pk)
    assert held_doors.held_documents(town.alba).exists()


# Blocked files


def test_nothing_of_a_blocked_file_waits_or_is_held_for_a_coordinator(town, monkeypatch):
    on(town, "mx-public-files")
    case = close(town, **LIKE)
    town.new_document(case=case)
    asked = disclosures.prepare_disclosure(
        by=town.alba, case=case, recipient="hospital", purpose="health", basis="vital_interest",
        recipient_name="Hospital inventado", blocks=["health"], reason="Se desangra.",
        expires_on=clock.today() + 40 * 366 * DAY,
    )  # fmt: skip
    disclosures.decide_disclosure(
        by=town.alba, disclosure=asked, was_seen=["health"], seen_at=clock.now()
    )
    assert sharing_doors.waiting_for(town.fina).exists()
    years_later(monkeypatch, 12)
    act = retention.propose(by=town.fina, agency=town.casa_luz, code="mx-public-files")
    retention.approve(by=town.alba, disposal=act)
    assert not sharing_doors.waiting_for(town.fina).exists()
    assert held_doors.document_to_hold(town.alba, case.shown_number, 1) is None
    assert held_doors.document_to_hold(town.fina, case.shown_number, 1) is not None


# Standing in


def test_nobody_brings_a_case_to_who_is_away_when_her_deputy_must_not_see_it(town, nora):
    fears(town)
    away = members.enrol(
        by=agencies.OPERATOR, username="ada", display_name="Ada Agua", agency=town.casa_luz,
        role=Role.CASEWORKER, password="ada crosses the river", language="en",
    )  # fmt: skip
    today = clock.today()
    standing = deputies.name_deputy(
        by=town.alba, absent=away, deputy=nora, starts_on=today + DAY, ends_on=today + 3 * DAY
    )
    with pytest.raises(Refused, match="Choose another colleague"):
        actions.assign(by=town.alba, case=town.case, member=away)
    deputies.end_deputy(by=town.alba, deputy=standing)
    actions.assign(by=town.alba, case=town.case, member=away)
    assert not access.visible_cases(nora).filter(pk=town.case.pk).exists()


# Small ones


@pytest.mark.parametrize("words", ["Llama al 911", "Tel. 088", "089 de noche"])
def test_a_short_number_that_everybody_knows_tells_too(words):
    assert not is_neutral(words, ours=[])
    assert is_neutral("Pan 19 y 11 huevos", ours=[])


def test_an_endless_number_asks_for_the_whole_recording():
    assert part_of("bytes=" + "9" * 5000 + "-", 10) == (0, 9)
    assert part_of("bytes=2-4", 10) == (2, 4)
