"""A child's case: who stands for her, her own word, and what waits for her best interests."""

from datetime import timedelta
from html import unescape

import pytest
from django.utils import translation

from amparo.cases.actions import children as actions
from amparo.cases.actions import closing
from amparo.cases.enums import Status
from amparo.cases.models import Case, ChildMeasure, ChildNotice, RestoredRight
from amparo.cases.queries import children as queries
from amparo.cases.queries import due
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.people import actions as people
from amparo.people.actions import children, relations
from amparo.people.models import AgeFinding, Assent, Guardian
from amparo.people.queries.disclosure import age_of
from tests.children import ASSENT, STATISTICS, stands
from tests.helpers import audit_events, determined, sign_in, statuses

ENDS = {"status": Status.CLOSED.value, "reason": "goals_reached", "words": "Vive con su tía."}


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


def yes(town, child, guardian, **changed):
    assent = ASSENT | {"guardian": guardian} | changed
    return people.record_consent(by=town.ana, person=child.person, assent=assent, **STATISTICS)


def due_codes(town, case):
    found = due.due(Case.objects.filter(pk=case.pk), member=town.ana, on=clock.today())
    return {each.rule for each in found}


def said(answer):
    return unescape(answer.content.decode())


# Pages


def test_who_opens_the_page_about_a_child(town, child, client):
    guardian = stands(town, child)
    everyone = [*town.everyone, town.alba, town.fina]
    table = {"nobody": 302, "ana": 200, "bruno": 404, "celia": 404, "alba": 404, "fina": 404}
    for page in ("", "new/guardian/", f"guardian/{guardian.pk}/"):
        assert statuses(client, f"/cases/{child.pk}/child/{page}", everyone) == table
    sign_in(client, town.ana)
    foreign = stands(town, town.case)
    for page in (f"guardian/{foreign.pk}/", "new/nothing/", f"age/{guardian.pk}/"):
        assert client.get(f"/cases/{child.pk}/child/{page}").status_code == 404
    assert "Rosa Inventada" in said(client.get(f"/cases/{child.pk}/child/"))


def test_a_guardian_is_written_down_with_an_answer_about_suspects(town, child, client):
    page = f"/cases/{child.pk}/child/new/guardian/"
    typed = {"name": "Rosa Inventada", "relation": "mother", "basis": "parent"}
    sign_in(client, town.ana)
    assert client.post(page, typed).status_code == 200
    assert not Guardian.objects.exists()
    assert client.post(page, typed | {"suspected": "no"}).status_code == 302
    held = Guardian.objects.get()
    change = f"/cases/{child.pk}/child/guardian/{held.pk}/"
    seen = client.get(change).context["form"].initial["seen"]
    sent = typed | {"suspected": "yes", "seen": seen}
    assert client.post(change, sent).status_code == 302
    assert "Tell the child protection authority at once" in said(
        client.get(f"/cases/{child.pk}/child/")
    )
    late = client.post(change, typed | {"suspected": "not_known", "seen": seen})
    assert late.status_code == 200
    assert Guardian.objects.get().suspected == "yes"


# Guardians


def test_who_becomes_a_suspect_loses_what_rested_on_her(town, child):
    mother = stands(town, child)
    consent = yes(town, child, mother)
    assert queries.child_of(child).represented
    assert "child_notice" not in due_codes(town, child)
    children.revise_guardian(by=town.ana, guardian=mother, seen_version=1, suspected="yes")
    consent.refresh_from_db()
    assert consent.withdrawn_at is not None
    assert child.person.related_people.get().suspected
    assert queries.child_of(child).notice_due
    assert "child_notice" in due_codes(town, child)
    with pytest.raises(Refused, match="consents to nothing"):
        yes(town, child, mother)
    told = ChildNotice(case=child, office="Procuraduría", told_on=clock.today(), folio="7")
    told.ask_again_on = clock.today() + timedelta(days=3)
    actions.write_down(by=town.ana, row=told)
    assert "child_notice" not in due_codes(town, child)
    assert not queries.child_of(child).notice_due


def test_a_danger_that_is_written_down_later_is_found_among_the_guardians(town, child):
    uncle = stands(town, child, name="Ulises Inventado", relation="family", basis="order")
    consent = yes(town, child, uncle)
    around = {"relation": "family", "name": "Ulises Inventado", "suspected": True}
    relations.add_related(by=town.ana, person=child.person, **around)
    uncle.refresh_from_db()
    consent.refresh_from_db()
    assert (uncle.bears_a_name, uncle.unsafe_since) == (True, clock.today())
    assert consent.withdrawn_at is not None
    assert audit_events("guardian_unsafe")
    assert "child_notice" in due_codes(town, child)
    with pytest.raises(Refused, match="bears a name like this one"):
        stands(town, child, name="Ulises Inventado")
    other = stands(town, child, name="Ulises Inventado", not_the_same="Se vio su acta.")
    assert other.unsafe_since is None
    assert yes(town, child, other)


# Her own word


def test_a_yes_of_a_child_takes_her_own_and_a_representatives(town, child):
    mother = stands(town, child)
    with pytest.raises(Refused, match="takes her own"):
        people.record_consent(by=town.ana, person=child.person, **STATISTICS)
    with pytest.raises(Refused, match="who may represent her"):
        yes(town, child, None)
    with pytest.raises(Refused, match="who may represent her"):
        yes(town, child, stands(town, town.case))
    with pytest.raises(Refused, match="said no herself"):
        yes(town, child, mother, says="refused")
    refused = STATISTICS | {"answer": "refused"}
    no = people.record_consent(
        by=town.ana, person=child.person, **refused,
        assent=ASSENT | {"guardian": mother, "says": "refused", "words": "No quiero."},
    )  # fmt: skip
    held = Assent.objects.get(consent=no)
    assert (held.says, held.guardian_says, held.words) == ("refused", "granted", "No quiero.")


def test_the_page_of_consents_asks_a_child_and_shows_her_no(town, child, client):
    mother = stands(town, child)
    page = f"/people/{child.person_id}/consents/"
    sign_in(client, town.ana)
    asked = STATISTICS | {"given_on": str(clock.today())}
    missing = client.post(page, asked)
    assert "takes her own" in said(missing)
    alone = client.post(page, asked | {"says": "granted", "words": "Sí.", "explained": "Dibujos."})
    assert "that of somebody who may represent her" in said(alone)
    both = asked | {
        "says": "granted", "words": "Bueno, sí.", "explained": "Dibujos.",
        "guardian": str(mother.pk), "guardian_says": "granted",
    }  # fmt: skip
    assert client.post(page, both | {"says": "refused"}).status_code == 200
    assert client.post(page, both).status_code == 302
    no = {"answer": "refused", "says": "refused", "words": "Ya no."}
    assert client.post(page, both | no).status_code == 302
    shown = said(client.get(page))
    assert "She said no herself" in shown
    assert "Bueno, sí." in shown
    adult = said(client.get(f"/people/{town.case.person_id}/consents/"))
    assert "Who answers on her behalf" not in adult


def test_an_intake_takes_no_yes_of_a_child_alone(town, client):
    sign_in(client, town.ana)
    answer = {
        "birth": str(clock.today().year - 14), "statistics": "granted",
        "consent_language": "es", "consent_how": "spoken",
    }  # fmt: skip
    refused = client.post("/cases/new/", answer)
    assert "her yes takes her own words" in said(refused)
    assert client.post("/cases/new/", answer | {"statistics": ""}).status_code == 302


# Her age


def test_a_doubt_closes_the_file_until_a_body_finds_that_she_is_of_age(town, client):
    person, today = town.case.person, clock.today()
    assert not queries.is_child(town.case)
    page = f"/cases/{town.case.pk}/child/new/"
    sign_in(client, town.ana)
    typed = {"found_on": str(today), "reasons": "Su acta parece falsa."}
    assert client.post(f"{page}age-doubt/", typed).status_code == 302
    town.case.refresh_from_db()
    assert town.case.named_only
    assert queries.is_child(town.case)
    assert age_of(person, on=today) == "minor"
    assessed = typed | {"body": "Procuraduría", "method": "interview"}
    odd = client.post(f"{page}age/", assessed | {"youngest": "20", "oldest": "17"})
    assert "has a margin" in said(odd)
    assert AgeFinding.objects.count() == 1
    client.post(f"{page}age/", assessed | {"youngest": "17", "oldest": "20"})
    assert queries.is_child(town.case)
    client.post(f"{page}age/", assessed | {"youngest": "18", "oldest": "20"})
    assert not queries.is_child(town.case)
    assert age_of(person, on=today) == "adult"
    town.case.refresh_from_db()
    assert town.case.named_only, "a person opens it again, with a reason"


# Her best interests


def test_a_childs_case_is_closed_by_no_way_without_a_determination(town, child, client):
    with pytest.raises(Refused, match="Before her case is closed"):
        closing.ask(by=town.ana, case=child, **ENDS)
    page = f"/cases/{child.pk}/closing/"
    assert "Before her case is closed" in said(sign_in(client, town.ana).post(page, ENDS))
    way = f'<a href="/cases/{child.pk}/child/new/best-interests/">'
    assert way in client.get(page).content.decode()
    determined(child, town.ana, outcome="against")
    with pytest.raises(Refused, match="decides anew"):
        closing.ask(by=town.ana, case=child, **ENDS)
    determined(child, town.ana)
    asked = closing.ask(by=town.ana, case=child, **ENDS)
    determined(child, town.ana, outcome="later")
    with pytest.raises(Refused, match="decides anew"):
        closing.approve(by=town.alba, closing=asked)
    determined(child, town.ana)
    closed = closing.approve(by=town.alba, closing=asked)
    closing.reopen(by=town.ana, case=closed, reason="new_risk", words="Volvió.")
    with pytest.raises(Refused, match="Before her case is closed"):
        closing.ask(by=town.ana, case=child, **ENDS)


def test_another_agency_goes_on_with_a_child_after_a_determination_on_that(town, child):
    determined(child, town.ana)
    goes_on = ENDS | {"status": Status.CLOSED_REFERRED.value, "reason": "goes_on_elsewhere"}
    with pytest.raises(Refused, match="Before another agency goes on"):
        closing.ask(by=town.ana, case=child, **goes_on)
    determined(child, town.ana, "transfer")
    assert closing.ask(by=town.ana, case=child, **goes_on)
    assert not queries.serves_her(child, "return")
    assert not queries.serves_her(child, "reunification")


def test_who_died_is_closed_without(town, child):
    assert closing.ask(by=town.ana, case=child, **ENDS | {"reason": "died"})


# What falls due


def test_measures_rights_and_notices_fall_due(town, child):
    today = clock.today()
    rows = [
        ChildNotice(case=child, office="O", told_on=today, ask_again_on=today),
        ChildMeasure(
            case=child, kind="shelter", by_whom="J", since=today, until=today, review_on=today
        ),
        RestoredRight(case=child, right="health", what="V", body="S", follow_up_on=today),
    ]
    made = [actions.write_down(by=town.ana, row=row) for row in rows]
    codes = {"child_notice_answer", "child_measure", "child_measure_review", "restored_right"}
    assert codes <= due_codes(town, child)
    notice, measure, right = made
    actions.revise(by=town.ana, row=notice, seen_version=1, acknowledged_on=today)
    actions.revise(by=town.ana, row=right, seen_version=1, restored_on=today)
    later = {"review_on": today + timedelta(days=30), "until": today + timedelta(days=60)}
    actions.revise(by=town.ana, row=measure, seen_version=1, **later)
    assert not codes & due_codes(town, child)
    with pytest.raises(Refused, match="Say which office"):
        actions.revise(by=town.ana, row=notice, seen_version=2, office=" ")


def gates_of(client, case):
    page = client.get(f"/cases/{case.pk}/child/").content.decode()
    return page[page.index('id="h-best"') :].split("</ul>")[0]


def test_what_nobody_determined_yet_is_not_called_a_no(town, child, client):
    gates = gates_of(sign_in(client, town.ana), child)
    assert gates.count("Nobody has determined it yet") == 4
    assert "Not now" not in gates
    determined(child, town.ana, outcome="against")
    determined(child, town.ana, "transfer")
    gates = gates_of(client, child)
    counted = [gates.count(said) for said in ("Not now", "May happen", "Nobody has determined")]
    assert counted == [1, 1, 2]
    determined(child, town.ana)
    closed = closing.approve(by=town.alba, closing=closing.ask(by=town.ana, case=child, **ENDS))
    closing.reopen(by=town.ana, case=closed, reason="new_risk", words="Volvió.")
    assert gates_of(client, child).count("Nobody has determined it yet") == 4
