"""The doors of transfers, what stands in the way of one, and who is reminded."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail

from amparo.agencies.models import Member
from amparo.cases.actions import disclosures, rights
from amparo.cases.models import BrokenGlass, Case
from amparo.core import clock
from amparo.people.actions.relations import add_related
from amparo.referrals import jobs
from amparo.referrals.access import transfer as access
from amparo.referrals.actions import transfer as actions
from amparo.referrals.queries import transfer as queries
from tests.doors import an_event, is_read_with, last_event, opens
from tests.helpers import as_if, audit_events, sign_in, work_the_queue
from tests.town import FIRST, GIVEN


def waits(case):
    return set(queries.standing(Case.objects.select_related("person").get(pk=case.pk)).waits)


def test_of_a_case_that_is_open_and_of_no_other(way):
    held, other = way.opened().waiting(), way.town.new_case()
    assert list(access.of_case(way.town.case)) == [held]
    assert list(access.of_case(other)) == []
    assert is_read_with(access.of_case(way.town.case).get(), "from_agency", "to_agency")


def test_to_confirm_and_to_answer_each_for_whom(way):
    town = way.town
    everyone = [town.ana, town.alba, way.ines, town.fina, town.bruno, way.rosa, town.celia,
                town.dora, town.noe]  # fmt: skip
    held = way.opened().proposed(by=town.alba)
    assert [each for each in everyone if held in access.to_confirm(each)] == [way.ines]
    assert [each for each in everyone if held in access.to_answer(each)] == []
    held = actions.confirm(by=way.ines, transfer=held)
    assert [each for each in everyone if held in access.to_confirm(each)] == []
    assert [each for each in everyone if held in access.to_answer(each)] == [way.rosa]
    assert [each for each in everyone if access.given(each).exists()] == []
    actions.accept(by=way.rosa, transfer=held, member=town.bruno)
    assert [each for each in everyone if held in access.to_answer(each)] == []
    assert [each for each in everyone if held in access.given(each)] == [town.alba, way.ines]


def test_the_oldest_waits_first_and_the_newest_was_given_first(way):
    by_two = {"basis": "vital_interest", "reason": "La buscan.", "expires_on": clock.today()}
    day, town = timedelta(days=1), way.town
    ages, made = {}, []
    for age in (1, 3, 2):
        case = town.new_case()
        held = actions.propose(
            by=town.alba, case=case, to=town.faro, reason_code="safety", **by_two
        )
        as_if(held, proposed_at=clock.now() - age * day)
        made.append(held)
        ages[held.pk] = age
    assert [ages[each.pk] for each in access.to_confirm(town.fina)] == [3, 2, 1]
    for held in made:
        actions.confirm(by=town.fina, transfer=held)
        as_if(held, confirmed_at=clock.now() - ages[held.pk] * day)
    assert [ages[each.pk] for each in access.to_answer(way.rosa)] == [3, 2, 1]
    for held in made:
        actions.accept(by=way.rosa, transfer=held, member=town.bruno)
        as_if(held, answered_at=clock.now() - ages[held.pk] * day)
    given = list(access.given(town.alba))
    assert [ages[each.pk] for each in given] == [1, 2, 3]
    assert is_read_with(given[0], "to_agency")
    assert "answered_at" not in given[0].get_deferred_fields()
    assert "case_id" in given[0].get_deferred_fields()


def test_two_of_one_role_are_not_two(way):
    held = way.proposed(
        by=way.town.alba, basis="vital_interest", reason="La buscan.", expires_on=clock.today()
    )
    assert list(access.to_confirm(way.ines)) == []
    assert list(access.to_confirm(way.town.fina)) == [held]


def test_what_two_decide_waits_for_the_focal_point_too(way):
    held = way.proposed(
        by=way.town.alba, basis="court_order", reason="Orden.", reference="J 7",
        expires_on=clock.today(),
    )  # fmt: skip
    assert list(access.to_confirm(way.town.fina)) == [held]
    assert list(access.to_confirm(way.town.alba)) == []
    assert list(access.to_confirm(way.town.ana)) == []


def test_one_that_waits_is_logged_and_a_foreign_one_is_not_there(way, client):
    held = way.opened().waiting()
    assert access.waiting_or_404(way.rosa, held.pk) == held
    assert last_event() == an_event("transfer_looked_at", way.rosa, held)
    for member in (way.town.ana, way.town.alba, way.town.bruno, way.town.celia, way.town.fina):
        assert opens(access.waiting_or_404, member, held.pk) is None
    url = f"/referrals/transfers/{held.pk}/"
    for member in (way.town.celia, way.town.bruno, way.town.ana):
        sign_in(client, member)
        foreign, none = client.get(url), client.get(f"/referrals/transfers/{uuid4()}/")
        assert (foreign.status_code, none.status_code) == (404, 404)
        for step in ("accept", "refuse", "confirm"):
            assert client.post(url, {"step": step}).status_code == 404
    assert sign_in(client, way.town.celia).get("/referrals/transfers/").status_code == 200
    assert sign_in(client, way.town.noe).get("/referrals/transfers/").status_code == 403
    case = f"/referrals/{way.town.case.pk}/transfer/"
    assert sign_in(client, way.rosa).get(case).status_code == 404
    assert client.post(case, {"withdraw": "yes"}).status_code == 404


def test_a_blocked_file_waits_for_nobody(way):
    from tests.referrals.test_transfer import block

    held = way.opened().waiting()
    block(way)
    assert list(access.to_answer(way.rosa)) == []
    assert opens(access.waiting_or_404, way.rosa, held.pk) is None
    assert not queries.unanswered(clock.now() + timedelta(days=3), since=queries.A_DAY).exists()


def test_whom_she_fears_does_not_see_it(way):
    held = way.opened().waiting()
    add_related(
        by=way.town.ana, person=way.town.case.person, name=way.rosa.display_name,
        relation="employer", suspected=True,
    )  # fmt: skip
    assert queries.waits_for(way.rosa) == []
    assert opens(access.waiting_or_404, way.rosa, held.pk) is None


# What stands in the way


def test_nothing_stands_in_the_way_of_a_plain_file(way):
    assert waits(way.town.case) == set()


def test_a_closing_a_second_file_and_an_end(way):
    from amparo.cases.actions import closing

    case = way.town.case
    closing.ask(
        by=way.town.ana, case=case, status="Closed", reason="goals_reached", words="Se fue."
    )
    assert waits(case) == {"closing"}
    as_if(way.town.new_case(), person=case.person)
    assert waits(case) == {"closing", "other_file"}
    as_if(case, status="Closed")
    assert "closed" in waits(case)


def test_a_hold_and_an_erasure_until_they_are_lifted(way):
    from amparo.people.actions import erasing, keeping

    case, fina = way.town.case, way.town.fina
    hold = keeping.place_hold(by=fina, person=case.person, reason="Juicio")
    assert waits(case) == {"held"}
    keeping.lift_hold(by=fina, hold=hold, reason="Terminó")
    assert waits(case) == set()
    held = erasing.ask_erasure(by=fina, person=case.person, ground="she_asked")
    assert waits(case) == {"erasure"}
    erasing.call_off_erasure(by=fina, erasure=held)
    assert waits(case) == set()


def test_a_request_about_her_data_until_it_is_answered(way):
    asked = rights.take_request(
        by=way.town.ana, case=way.town.case, asks="access", came_by="spoken", words="Qué tienen",
        received_on=clock.today(),
    )  # fmt: skip
    assert waits(way.town.case) == {"request"}
    rights.answer_request(by=way.town.ana, request=asked, standing="answered", reason="Lo vio.")
    assert waits(way.town.case) == set()


def test_what_is_shared_until_it_ends_or_its_day_passes(way):
    town = way.town
    held = disclosures.prepare_disclosure(
        by=town.ana, case=town.case, recipient="hospital", purpose="referral",
        basis="consent", expires_on=clock.today(),
    )  # fmt: skip
    assert waits(town.case) == {"disclosure"}
    as_if(held, state="ready", decided_by=town.ana, previewed_at=clock.now())
    assert waits(town.case) == {"disclosure"}
    as_if(held, expires_on=None)
    assert waits(town.case) == {"disclosure"}
    as_if(held, expires_on=clock.today() - timedelta(days=1))
    assert waits(town.case) == set()
    as_if(held, expires_on=None, state="ended", ended_by=town.ana, ended_at=clock.now())
    assert waits(town.case) == set()


def test_a_referral_until_its_end(way):
    held = way.road.sent()
    assert waits(way.town.case) == {"referral", "disclosure"}
    way.road.answer(held, "accepted")
    assert "referral" in waits(way.town.case)
    way.road.answer(held, "done")
    assert "referral" not in waits(way.town.case)


def test_an_emergency_until_it_is_reviewed_to_its_end(way):
    glass = BrokenGlass.objects.create(
        case=way.town.case, member=way.town.alba, reason="health", words="Llaman.",
        broken_at=clock.now(), ends_at=clock.now(),
    )  # fmt: skip
    assert waits(way.town.case) == {"glass"}
    reviewed = {"reviewed_by": way.town.fina, "reviewed_at": clock.now()}
    as_if(glass, outcome="escalated", **reviewed)
    assert waits(way.town.case) == {"glass"}
    as_if(glass, outcome="closed")
    assert waits(way.town.case) == set()


def test_what_happened_to_her_alone_goes_and_what_she_shares_does_not(way):
    town = way.town
    town.new_event()
    assert waits(town.case) == set()
    from amparo.cases import actions as cases

    other = town.new_case()
    event = cases.record_event(
        by=town.ana, cases=[town.case], acts=["Recruitment"], definition_version="htcds-2.0"
    )
    as_if(event, person=other.person)
    assert waits(town.case) == {"shared_event"}
    as_if(event, person=town.case.person, agency=town.norte)
    assert waits(town.case) == {"shared_event"}


# Who is told


@pytest.fixture
def post(way, django_capture_on_commit_callbacks):
    for member in Member.objects.all():
        Member.objects.filter(pk=member.pk).update(email=f"{member.username}@example.org")

    def told(act):
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            act()
        work_the_queue()
        return sorted(each.to[0].split("@")[0] for each in mail.outbox)

    return told


def test_who_is_told_and_that_it_is_one_item_alone(way, post):
    held = way.opened().proposed()
    assert post(lambda: actions.confirm(by=way.town.alba, transfer=held)) == ["rosa"]
    for message in mail.outbox:
        whole = message.subject + message.body
        assert message.body.startswith("You have one item.")
        for word in (GIVEN, FIRST, "Casa Luz", "Faro", way.town.case.number, "transfer", "http"):
            assert word not in whole
    held.refresh_from_db()

    def after(hours):
        as_if(held, confirmed_at=clock.now() - timedelta(hours=hours))
        return post(jobs.remind)

    assert after(23) == []
    assert after(24) == ["alba", "ana", "rosa"]
    assert after(25) == []
    assert after(47) == []
    assert after(48) == ["alba", "ines", "rosa"]
    assert after(60) == []
    assert len(audit_events("transfer_reminded")) == len(audit_events("transfer_raised")) == 1
    refuse = {"by": way.rosa, "transfer": held, "refusal": "full"}
    assert post(lambda: actions.refuse(**refuse)) == ["alba", "ana"]


def test_what_was_answered_is_left_alone_and_who_is_feared_gets_nothing(way, post):
    held = way.opened().waiting()
    add_related(
        by=way.town.ana, person=way.town.case.person, name=way.rosa.display_name,
        relation="employer", suspected=True,
    )  # fmt: skip
    as_if(held, confirmed_at=clock.now() - timedelta(hours=24))
    assert post(jobs.remind) == ["alba", "ana"]
    actions.withdraw(by=way.town.ana, transfer=held)
    as_if(held, confirmed_at=clock.now() - timedelta(hours=50))
    assert post(jobs.remind) == []


def test_who_could_take_it(way):
    assert queries.there(None).answers is False
    assert queries.there(way.town.faro).answers is True
    assert queries.there(way.town.norte).answers is False
    as_if(way.rosa, role="caseworker")
    assert queries.there(way.town.faro).answers is False


def test_who_is_responsible(way):
    case, town = way.town.case, way.town
    found = [town.ana, town.alba, way.ines, town.fina, town.celia]
    assert [each for each in found if queries.is_responsible(case, each)] == [
        town.ana, town.alba, way.ines,
    ]  # fmt: skip


def test_whom_one_may_name_is_who_works_on_cases_there(way):
    assert queries.who_could_answer_for_it(way.rosa) == [way.town.bruno, way.rosa]
