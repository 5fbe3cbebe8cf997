"""The doors of referrals: who sees which, what is read with them, and what the log says."""

from amparo.agencies import OPERATOR
from amparo.agencies import actions as members
from amparo.cases.models import Disposal
from amparo.core import clock
from amparo.people.actions.relations import add_related
from amparo.referrals.access import referral as access
from amparo.referrals.actions import referral as actions
from amparo.referrals.queries import referrals as queries
from tests.doors import an_event, is_read_with, last_event, opens
from tests.helpers import as_if


def in_faro(road, role="coordinator"):
    return members.enrol(
        by=OPERATOR, username="rosa", display_name="Rosa Roble", agency=road.town.faro, role=role,
        language="en",
    )  # fmt: skip


def test_a_referral_under_its_own_case_alone(road):
    held, other = road.sent(), road.town.new_case(by=road.town.ana)
    found = access.referral_or_404(road.town.case, held.pk)
    assert found == held
    assert found.case is road.town.case
    assert found.disclosure.case is road.town.case
    assert is_read_with(found, "organisation", "service", "to_agency", "disclosure", "sent_by")
    assert opens(access.referral_or_404, other, held.pk) is None
    assert list(access.of_case(other)) == []
    assert list(access.of_case(road.town.case)) == [held]


def test_what_was_sent_of_the_cases_that_she_opens(road):
    held, town = road.sent(), road.town
    drafted = road.draft(service=another(road))
    assert set(access.sent(town.ana)) == {held, drafted}
    assert set(access.sent(town.alba)) == {held, drafted}
    for member in (town.bruno, town.celia, town.fina, town.noe):
        assert list(access.sent(member)) == []


def another(road):
    from amparo.directory.actions import service
    from tests.office import at

    return service.record(
        by=road.office.sara, organisation=road.faro, name="Mesa dos", place=at("14067"),
        needs=["Legal"],
    )  # fmt: skip


def test_what_was_received_and_by_whom(road):
    town, held = road.town, road.sent()
    road.draft(service=another(road))
    assert list(access.received(town.bruno)) == [held]
    for member in (town.ana, town.alba, town.celia, town.fina, town.noe):
        assert list(access.received(member)) == []
    assert list(access.received(in_faro(road, "data_protection"))) == []


def test_a_draft_that_was_called_off_was_never_received(road):
    road.clause()
    road.yes()
    held = road.draft()
    actions.close(by=road.town.ana, referral=held, ending="mistake")
    assert list(access.received(road.town.bruno)) == []
    assert opens(access.received_or_404, road.town.bruno, held.pk) is None


def test_of_a_file_for_named_people_who_was_named_and_who_names(road):
    from amparo.cases.actions import disclosures, naming

    town, held = road.town, road.sent()
    naming.close_to_names(by=town.alba, case=town.case, why="Familiar.")
    rosa = in_faro(road)
    assert list(access.received(town.bruno)) == []
    assert list(access.received(rosa)) == [held]
    disclosures.name_reader(by=rosa, disclosure=held.disclosure, member=town.bruno)
    assert list(access.received(town.bruno)) == [held]


def test_opening_one_is_logged_and_another_agency_finds_none(road):
    town, held = road.town, road.sent()
    found = access.received_or_404(town.bruno, held.pk)
    assert last_event() == an_event("referral_opened", town.bruno, held)
    assert is_read_with(found, "case__person", "case__agency", "disclosure", "service")
    for member in (town.ana, town.celia):
        assert opens(access.received_or_404, member, held.pk) is None


def test_a_blocked_file_is_received_by_nobody(road):
    held = road.sent()
    act = Disposal.objects.create(
        agency=road.town.casa_luz, code="atencion", version="1", at_end="erase", asked_files=1,
        asked_by=road.town.alba, asked_at=clock.now(),
    )  # fmt: skip
    as_if(road.town.case, disposal=act)
    assert list(access.received(road.town.bruno)) == []
    assert opens(access.received_or_404, road.town.bruno, held.pk) is None


def test_to_a_feared_name_it_is_not_there(road):
    town, held = road.town, road.sent()
    add_related(
        by=town.ana, person=town.case.person, name=town.bruno.display_name, relation="employer",
        suspected=True,
    )  # fmt: skip
    assert opens(access.received_or_404, town.bruno, held.pk) is None
    rosa = in_faro(road)
    assert opens(access.received_or_404, rosa, held.pk) == held
    # Nor does the number above his cases say that something is hidden from him.
    assert (queries.to_answer(town.bruno), queries.to_answer(rosa)) == (0, 1)
