"""Whoever bears the name of somebody she fears comes near her file by no door."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from amparo import agencies
from amparo.agencies import actions as members
from amparo.agencies.enums import Role
from amparo.cases import access, actions
from amparo.cases.access import disclosure as doors
from amparo.cases.actions import deputies, teams
from amparo.cases.actions import disclosures as sharing
from amparo.cases.actions import glass as glasses
from amparo.cases.models import BrokenGlass, Deputy, Handover, NotTheSame, Teammate
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.people.actions.relations import add_related
from tests.helpers import audit_events, sign_in

DAY = timedelta(days=1)
NIGHT = {"reason": "health", "words": "The hospital calls."}
# What no sentence may say to who does not work on the file.
TELLING = ("endanger", "suspect", "bears a name", "Nora Nieve")


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def nora(town):
    return members.enrol(
        by=agencies.OPERATOR, username="nora", display_name="Nora Nieve", agency=town.casa_luz,
        role=Role.CASEWORKER, password="nora crosses the river", language="en",
    )  # fmt: skip


def fears(town, name, case=None, **facts):
    facts = {"relation": "employer", "suspected": True} | facts
    return add_related(by=town.ana, person=(case or town.case).person, name=name, **facts)


def sees(member, case):
    return access.visible_cases(member).filter(pk=case.pk).exists()


def exposes_nothing(words):
    return not [word for word in TELLING if word in words]


# Handing over


def test_many_files_are_handed_over_all_or_none(town, nora, client):
    other = town.new_case()
    fears(town, "Nora Nieve", case=other)
    ended(town, nora=None)
    sign_in(client, town.alba)
    sent = {"case": [town.case.pk, other.pk], "to": nora.pk}
    said = client.post(reverse("cases:handover"), sent, follow=True).content.decode()
    assert "these files cannot go to this colleague together" in said
    assert "Handed over." not in said
    assert not sees(nora, town.case)
    assert not sees(nora, other)
    assert Handover.objects.count() == 2
    client.post(reverse("cases:handover"), sent | {"case": [town.case.pk]})
    assert sees(nora, town.case)


def ended(town, nora):
    ada = members.enrol(
        by=agencies.OPERATOR, username="ada", display_name="Ada Agua", agency=town.programme,
        role=Role.ADMINISTRATOR, password="ada crosses the river", language="en",
    )  # fmt: skip
    members.end_access(by=ada, member=town.ana, why="left", to=nora)


def test_when_somebody_leaves_such_a_file_waits_and_the_others_go(town, nora):
    other = town.new_case()
    fears(town, "Nora Nieve", case=other)
    ended(town, nora)
    assert sees(nora, town.case)
    assert not sees(nora, other)
    assert [row.case for row in Handover.objects.all()] == [other]


def test_who_names_to_a_file_that_she_does_not_open_learns_nothing_of_it(town, nora, client):
    born = date(clock.today().year - 15, 1, 2).isoformat()
    child = town.new_case(person={"birth_date": born, "birth_year": int(born[:4])})
    fears(town, "Nora Nieve", case=child)
    sign_in(client, town.alba)
    sent = {"case": child.pk, "to": nora.pk}
    said = client.post(reverse("cases:named_files"), sent, follow=True).content.decode()
    assert "cannot go to this colleague" in said
    assert exposes_nothing(said.split("cannot go to this colleague")[1][:200])
    with pytest.raises(Refused) as refusal:
        actions.assign(by=town.alba, case=child, member=nora, not_the_same="She is another.")
    assert exposes_nothing(str(refusal.value))
    assert not Teammate.objects.filter(member=nora).exists()


# Standing in


def away(town, deputy):
    today = clock.today()
    return deputies.name_deputy(
        by=town.ana, absent=town.ana, deputy=deputy, starts_on=today, ends_on=today + DAY
    )


def test_nobody_of_such_a_name_stands_in_until_the_team_knows_that_it_is_another(
    town, nora, client
):
    fears(town, "Nora Nieve")
    with pytest.raises(Refused) as refusal:
        away(town, nora)
    assert exposes_nothing(str(refusal.value))
    sign_in(client, town.ana)
    today = clock.today()
    sent = {"absent": town.ana.pk, "deputy": nora.pk, "starts_on": today, "ends_on": today + DAY}
    page = client.post(reverse("cases:colleagues"), sent)
    assert page.status_code == 200
    assert page.context["form"].errors["deputy"]
    assert not Deputy.objects.exists()
    actions.assign(by=town.alba, case=town.case, member=nora, not_the_same="She is my niece.")
    assert away(town, nora)


def test_a_deputy_and_a_coordinator_of_such_a_name_stand_on_the_case_page(town, nora, client):
    sign_in(client, town.ana)
    away(town, nora)
    page, words = town.case.get_absolute_url(), "A colleague bears such a name"
    for name in ("Nora Nieve", "Alba Abedul"):
        assert words not in client.get(page).content.decode()
        row = fears(town, name)
        assert words in client.get(page).content.decode()
        row.delete()


# Emergencies


def test_in_an_emergency_such_a_name_gets_the_answer_of_a_wrong_number(town, client):
    hidden = town.new_case(person={"birth_date": "2015-02-03", "birth_year": 2015})
    fears(town, "Alba Abedul", case=hidden)
    sign_in(client, town.alba)
    url = reverse("cases:break_glass")
    wrong = client.post(url, NIGHT | {"number": "ABCD-2345"}).content.decode()
    found = client.post(url, NIGHT | {"number": hidden.shown_number}).content.decode()
    said = "No case of yours bears this number."
    assert said in wrong
    assert said in found
    with pytest.raises(Refused, match=said):
        glasses.break_glass(by=town.alba, case=hidden, **NIGHT)
    assert not BrokenGlass.objects.exists()
    assert audit_events("glass_withheld")[0].about_id == str(hidden.pk)
    NotTheSame(case=hidden, member=town.alba, reason="She is another.").save()
    assert client.post(url, NIGHT | {"number": hidden.shown_number}).status_code == 302


# Sharing

YES = {"purpose": "referral", "block": "health", "recipient": "hospital"}


def prepared(town, name, *, by=None, **facts):
    facts = {"recipient": "hospital", "purpose": "referral", "basis": "consent"} | facts
    return sharing.prepare_disclosure(
        by=by or town.ana, case=town.case, recipient_name=name, **facts
    )


@pytest.mark.parametrize(
    ("fear", "said"),
    [
        ({"suspected": True}, "names somebody who endangers her"),
        ({"suspected": False, "never_contact": True}, "does not want somebody of this name"),
    ],
)
def test_nothing_goes_to_a_name_that_she_fears_and_the_preview_says_so(town, client, fear, said):
    town.new_consent(**YES)
    fears(town, "Rufino Alcaraván Tordo", **fear)
    made = prepared(town, "Hospital Civil, Dr. Rufino Alcaraván Tordo")
    sign_in(client, town.ana)
    page = client.get(f"/cases/{town.case.pk}/disclosures/{made.pk}/").content.decode()
    assert said in page
    assert page.count("Nothing about her goes to this name.") == 6
    with pytest.raises(Refused, match=said):
        sharing.decide_disclosure(
            by=town.ana, disclosure=made, was_seen=["health"], seen_at=clock.now()
        )


def test_what_was_decided_closes_when_its_recipient_turns_out_to_be_feared(town):
    town.new_consent(**YES)
    made = prepared(town, "Rufino Alcaraván Tordo")
    made = sharing.decide_disclosure(
        by=town.ana, disclosure=made, was_seen=["health"], seen_at=clock.now()
    )
    assert doors.opened_blocks(made, on=clock.today()) == ["health"]
    row = fears(town, "Rufino Alcaraván")
    assert doors.opened_blocks(made, on=clock.today()) == []
    row.delete()
    assert doors.opened_blocks(made, on=clock.today()) == ["health"]


def test_the_second_person_is_refused_without_being_told_what_stands_in_the_file(town, client):
    reason = {"basis": "vital_interest", "blocks": ["health"], "reason": "Se desangra."}
    until = {"expires_on": clock.today() + DAY}
    made = prepared(town, "Rufino Alcaraván Tordo", by=town.alba, **reason, **until)
    made = sharing.decide_disclosure(
        by=town.alba, disclosure=made, was_seen=["health"], seen_at=clock.now()
    )
    fears(town, "Rufino Alcaraván")
    with pytest.raises(Refused, match="says something against this recipient") as refusal:
        sharing.confirm_disclosure(by=town.fina, disclosure=made)
    assert exposes_nothing(str(refusal.value))
    sign_in(client, town.fina)
    assert "says something against" in client.get("/cases/second-yes/").content.decode()


def test_at_another_agency_it_opens_to_nobody_of_such_a_name(town, client):
    fears(town, "Bruno Barro")
    named = {"recipient": "agency", "recipient_name": town.faro.name, "purpose": "assistance"}
    town.new_consent(**named, block="identity")
    made = prepared(
        town, "", recipient="agency", agency=town.faro, purpose="assistance",
        expires_on=clock.today() + DAY,
    )  # fmt: skip
    sharing.decide_disclosure(
        by=town.ana, disclosure=made, was_seen=["identity"], seen_at=clock.now()
    )
    sign_in(client, town.bruno)
    assert made.shown_number not in client.get(reverse("shared:shared")).content.decode()
    page = reverse("shared:one", args=[made.pk])
    assert client.get(page).status_code == 404
    paz = members.enrol(
        by=agencies.OPERATOR, username="paz", display_name="Paz Pino", agency=town.faro,
        role=Role.CASEWORKER, password="paz crosses the river", language="en",
    )  # fmt: skip
    sign_in(client, paz)
    assert client.get(page).status_code == 200


def test_an_emergency_by_hand_and_a_hand_over_by_hand_ask_too(town, nora):
    fears(town, "Nora Nieve")
    with pytest.raises(Refused, match="together"):
        teams.hand_over(by=town.alba, cases=[town.case], member=nora)
