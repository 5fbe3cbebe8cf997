"""A case goes to another agency: the house in which she slept stays behind, sealed."""

import shutil
import subprocess
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse

from amparo.agencies.enums import Role
from amparo.assistance.access import shelter as doors
from amparo.assistance.actions import daybook
from amparo.assistance.actions import shelter as houses
from amparo.assistance.actions import stay as stays
from amparo.assistance.models import Bed, Incident
from amparo.assistance.queries import daybook as queries
from amparo.assistance.queries import stay as queries_stay
from amparo.cases.access import visible_cases
from amparo.cases.actions import conflicts, risk
from amparo.cases.models import Case
from amparo.cases.queries import due
from amparo.cases.queries import relations as people
from amparo.cases.queries import risk as risks
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.people.actions.relations import add_related
from tests.helpers import sign_in
from tests.town import _member

HOUSE, WHERE_TO = "Refugio Albahaca", "A la segunda casa de Tonalá"
WHAT, DONE, TOLD = "Un coche esperó tras la panadería", "Cerramos el zaguán", "A la comandante"
OTHERS = "Alguien llamó de madrugada"
NORA, HINTS = "Nora Noche", "No es ella, se midieron"
# What says where the house is, who works there and what happened in it.
SECRETS = (HOUSE, WHERE_TO, WHAT, DONE, TOLD, OTHERS, NORA, "Luna")
# Apart from these, each page of the case is read with the address alone.
ASKED = {
    "cases:copy": ["?identity=known&safe=yes", "?identity=known&safe=yes&as=pdf"],
    "cases:safety_card": ["?safe=yes&as=page"],
    "cases:letter_new": ["?template=medical_care&language=es"],
}


@pytest.fixture
def guest(way):
    """She was a guest of a house of Casa Luz, in which two things happened, and has left."""
    town = way.town
    town.nora = _member("nora", NORA, town.casa_luz, Role.SHELTER_WORKER)
    town.house = houses.found_shelter(by=town.alba, agency=town.casa_luz, name=HOUSE)
    houses.add_unit(
        by=town.alba, shelter=town.house, name="Sala", kind="room", welcomes=["women"], beds=2
    )
    houses.name_staff(by=town.alba, shelter=town.house, member=town.nora)
    other = town.new_case(person={"given_names": "Otra", "birth_year": 1990})
    hers, another = (
        stays.enter(
            by=town.ana, case=case, bed=bed, short_name=name, asks_for="women",
            entered_at=clock.now() - timedelta(hours=2),
        )
        for case, bed, name in zip(
            (town.case, other), Bed.objects.order_by("label"), ("Luna", "Estrella"), strict=True
        )
    )  # fmt: skip
    risk.assess_risk(
        by=town.ana, case=town.case, levels={"person": "low"}, reasons={},
        next_due_on=clock.today() + timedelta(days=30),
    )  # fmt: skip
    facts = {"by": town.nora, "shelter": town.house, "severity": "grave", "kind": "suspect"}
    facts["happened_at"] = clock.now() - timedelta(hours=1)
    way.incident = daybook.report(
        **facts, what=WHAT, done=DONE, told=TOLD, stay=hers, follow_up_on=clock.today()
    )
    daybook.report(**facts, what=OTHERS, stay=another, present=[hers])
    assert not risks.standing(town.case, risks.newest(town.case))
    way.stay = stays.leave_house(
        by=town.ana, stay=hers, left_at=clock.now(), exit_reason="planned", where_to=WHERE_TO,
        safe_exit="yes",
    )  # fmt: skip
    return way


def known(case, member):
    """What each reader of stays and of the day-book finds through the case."""
    rules = due.due(visible_cases(member), member=member, on=clock.today())
    return {
        "ended": len(queries_stay.ended(case)),
        "incidents": len(queries.incidents_of(case)),
        "seen": len(queries.seen_by(case)),
        "due": sum(each.rule == "incident" for each in rules),
    }


def addresses(case, patterns=None, room=""):
    """Each page of the case by its address: those that ask for it, or for whom it is about, alone;
    and the lists on which it stands."""
    rooms = ("cases", "assistance", "people", "referrals", "shelter", "today", "search", "glass")
    for entry in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(entry, URLResolver):
            name = entry.namespace or room
            if name in rooms:
                yield from addresses(case, entry.url_patterns, name)
            continue
        name = f"{room}:{entry.name}" if room else entry.name
        for known in ({}, {"case_id": case.pk}, {"person_id": case.person_id}):
            try:
                url = reverse(name, kwargs=known)
            except NoReverseMatch:
                continue
            for query in ("", *ASKED.get(name, [])):
                yield url + query


def words_of(answer):
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if not content.startswith(b"%PDF"):
        return content.decode()
    ran = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return ran.stdout.decode()


def told(client, case):
    """By address, what of the house a page says; and which were pages at all."""
    found, opened = {}, set()
    for url in sorted(set(addresses(case))):
        answer = client.get(url)
        if answer.status_code == 200:
            opened.add(url)
            page = " ".join(words_of(answer).split())
            if said := [word for word in SECRETS if word in page]:
                found[url] = said
    return found, opened


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed.")
def test_no_page_or_paper_of_the_case_says_anything_of_the_house_it_left_behind(guest):
    case = guest.town.case
    stay = reverse("assistance:stay", args=[case.pk])
    before, _ = told(sign_in(Client(), guest.town.ana), case)
    assert {HOUSE, WHERE_TO, WHAT, DONE, TOLD} <= set(before[stay])
    guest.opened().accepted()
    must_open = {
        stay,
        case.get_absolute_url(),
        reverse("cases:print", args=[case.pk]),
        reverse("cases:copy", args=[case.pk]) + "?identity=known&safe=yes&as=pdf",
        reverse("cases:who_saw", args=[case.pk]),
        reverse("cases:team", args=[case.pk]),
        reverse("cases:due"),
        reverse("cases:calendar"),
    }
    for member in (guest.town.bruno, guest.rosa):
        found, opened = told(sign_in(Client(), member), case)
        assert found == {}, member
        assert must_open <= opened, must_open - opened
        assert len(opened) > 40


def test_stays_and_the_day_book_are_read_only_by_the_agency_of_the_house(guest):
    case = guest.town.case
    assert known(case, guest.town.ana) == {"ended": 1, "incidents": 1, "seen": 1, "due": 1}
    moved = guest.opened().accepted()
    assert known(moved, guest.town.bruno) == {"ended": 0, "incidents": 0, "seen": 0, "due": 0}


def test_nobody_there_writes_herself_into_what_happened_in_that_house(guest, client):
    case = guest.town.case
    moved = guest.opened().accepted()
    done = reverse("assistance:incident_done", args=[case.pk, guest.incident.pk])
    left = reverse("assistance:stay_exit", args=[case.pk, guest.stay.pk])
    sign_in(client, guest.town.bruno)
    assert client.post(done).status_code == 404
    assert client.get(left).status_code == 404
    for door, row in ((doors.stay_of, guest.stay), (doors.incident_about, guest.incident)):
        with pytest.raises(doors.Http404):
            door(moved, row.pk)
    with pytest.raises(Refused, match="named as working"):
        daybook.follow_up(by=guest.town.bruno, incident=guest.incident)
    held = Incident.objects.get(pk=guest.incident.pk)
    assert (held.followed_up_at, held.followed_up_by) == (None, None)


def test_a_colleague_of_the_house_who_bears_a_feared_name_is_not_named_there(guest, client):
    town = guest.town
    add_related(
        by=town.ana, person=town.case.person, name=NORA, relation="employer", suspected=True
    )
    conflicts.set_aside(by=town.alba, case=town.case, member=town.nora, reason=HINTS)
    assert [each.member for each in people.set_aside(town.case)] == [town.nora]
    moved = guest.opened().accepted()
    assert people.set_aside(moved) == []
    sign_in(client, guest.rosa)
    for page in ("cases:team", "assistance:stay_colleagues"):
        words = client.get(reverse(page, args=[moved.pk])).content.decode()
        assert NORA not in words
        assert HINTS not in words


def test_the_house_keeps_its_own_rows_and_opens_no_case_by_them(guest):
    town = guest.town
    guest.opened().accepted()
    assert list(town.house.stays.filter(left_at__isnull=False)) == [guest.stay]
    assert Incident.objects.filter(shelter=town.house).count() == 2
    # Under the key of the house that wrote it, it still opens; the other is still its business.
    assert Incident.objects.get(pk=guest.incident.pk).what == WHAT
    assert [each.what for each in queries.incidents(town.house)] == [OTHERS]
    assert not visible_cases(town.ana).filter(pk=town.case.pk).exists()


def test_that_a_danger_came_near_her_still_makes_her_risk_due_there(guest):
    moved = guest.opened().accepted()
    assert not risks.standing(moved, risks.newest(moved))
    due_there = due.due(visible_cases(guest.town.bruno), member=guest.town.bruno, on=clock.today())
    assert "risk" in {each.rule for each in due_there}


def test_if_it_comes_back_her_team_reads_it_again(guest):
    moved = guest.opened().accepted()
    Case.objects.filter(pk=moved.pk).update(agency=guest.town.casa_luz)
    back = Case.objects.get(pk=moved.pk)
    assert [each.pk for each in queries.incidents_of(back)] == [guest.incident.pk]
    assert [each.pk for each in queries_stay.ended(back)] == [guest.stay.pk]
