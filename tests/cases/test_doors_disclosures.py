"""What was opened to another agency: who prepares, who confirms, and who there reads it today."""

from datetime import timedelta
from uuid import uuid4

import pytest

from amparo.agencies.enums import Role
from amparo.agencies.models import Agency
from amparo.cases.access import disclosure as doors
from amparo.cases.actions import disclosures as actions
from amparo.cases.models import Case, Disclosure, DisclosureReader, Disposal, NotTheSame
from amparo.core import clock
from amparo.people import actions as people
from amparo.people.actions.relations import add_related
from tests.doors import an_event, is_read_with, last_event, opens
from tests.helpers import as_if
from tests.town import _member

DAY = timedelta(days=1)


@pytest.fixture
def gala(town):
    return _member("gala", "Gala Garza", town.faro, Role.COORDINATOR)


def opened(town, *blocks, case=None, **more):
    """Opened by Ana to Faro until tomorrow, on the yes of the person."""
    case = case or town.case
    given, town.case = town.case, case
    for block in blocks:
        town.new_consent(
            purpose="assistance", block=block, recipient="agency", recipient_name=town.faro.name
        )
    town.case = given
    made = actions.prepare_disclosure(
        by=town.ana, case=case, recipient="agency", agency=town.faro, purpose="assistance",
        basis="consent", expires_on=clock.today() + DAY, **more,
    )  # fmt: skip
    return actions.decide_disclosure(
        by=town.ana, disclosure=made, was_seen=list(blocks), seen_at=clock.now()
    )


def test_a_recipient_reads_the_blocks_that_still_hold(town, gala):
    shared = opened(town, "health")
    today = clock.today()
    for member in (town.bruno, gala):
        found, blocks = doors.open_shared_or_404(member, shared.pk)
        assert (found, blocks) == (shared, ["health"])
        assert is_read_with(found, "case__person", "case__agency", "decided_by")
        assert last_event() == an_event("shared_opened", member, shared, blocks=["health"])
    for nobody in (town.ana, town.celia, town.fina, town.noe):
        assert opens(doors.open_shared_or_404, nobody, shared.pk) is None
    assert opens(doors.open_shared_or_404, town.bruno, uuid4()) is None
    assert set(doors.standing(town.faro, on=today + DAY)) == {shared}
    assert set(doors.standing(town.faro, on=today + 2 * DAY)) == set()
    assert set(doors.standing(town.norte, on=today)) == set()
    (row,) = doors.standing(town.faro, on=today)
    assert is_read_with(row, "decided_by") and "confirmed_by" in row._state.fields_cache  # noqa: PT018
    assert doors.opened_blocks(shared, on=today + DAY) == ["health"]
    assert doors.opened_blocks(shared, on=today + 2 * DAY) == []
    Disclosure.objects.filter(pk=shared.pk).update(state="ended")
    assert doors.opened_blocks(Disclosure.objects.get(pk=shared.pk), on=today) == []
    assert set(doors.standing(town.faro, on=today)) == set()
    assert opens(doors.open_shared_or_404, town.bruno, shared.pk) is None


@pytest.mark.parametrize(
    ("blocks", "verb"),
    [
        (["identity"], "shared_identity_opened"),
        (["contact"], "shared_identity_opened"),
        (["health"], "shared_opened"),
    ],
)
def test_the_log_tells_identity_from_the_rest(town, blocks, verb):
    shared = opened(town, *blocks)
    doors.open_shared_or_404(town.bruno, shared.pk)
    assert last_event() == an_event(verb, town.bruno, shared, blocks=blocks)


def test_what_is_decided_later_is_not_read_by_an_earlier_decision(town):
    shared = opened(town, "health")
    opened(town, "health", "identity")
    assert doors.opened_blocks(shared, on=clock.today()) == ["health"]


def test_a_file_for_named_people_opens_there_to_those_named(town, gala):
    named = town.new_case(person={"birth_date": "1990-05-04", "birth_year": 1990})
    as_if(named, named_only=True)
    shared, other = opened(town, "health", case=named), opened(town, "health")
    today = clock.today()
    assert opens(doors.open_shared_or_404, town.bruno, shared.pk) is None
    assert set(doors.standing_for(town.bruno, on=today)) == {other}
    assert set(doors.waiting_for_names(gala, on=today)) == {shared}
    assert set(doors.waiting_for_names(gala, on=today + 2 * DAY)) == set()
    assert set(doors.waiting_for_names(town.alba, on=today)) == set()
    assert set(doors.waiting_for_names(town.bruno, on=today)) == set()
    found = doors.waiting_for_names_or_404(gala, shared.pk)
    assert found == shared
    assert is_read_with(found, "case__person")
    for wanted in (other.pk, uuid4()):
        assert opens(doors.waiting_for_names_or_404, gala, wanted) is None
    DisclosureReader.objects.create(
        disclosure=shared, member=town.bruno, named_by=gala, named_at=clock.now()
    )
    assert set(doors.standing_for(town.bruno, on=today)) == {shared, other}
    assert set(doors.standing_for(gala, on=today)) == {other}
    assert doors.open_shared_or_404(town.bruno, shared.pk) == (shared, ["health"])
    add_related(by=town.ana, person=named.person, name="Bruno Barro", suspected=True)
    assert opens(doors.open_shared_or_404, town.bruno, shared.pk) is None


def test_a_disclosure_is_found_under_its_own_case(town):
    named = town.new_case(person={"birth_date": "1990-05-04", "birth_year": 1990})
    as_if(named, named_only=True)
    shared, other = opened(town, "health"), opened(town, "health", case=named)
    case = Case.objects.get(pk=town.case.pk)
    found = doors.disclosure_of(case, shared.pk)
    assert found == shared
    assert found.case is case
    assert is_read_with(found, "agency", "decided_by")
    assert "confirmed_by" in found._state.fields_cache
    for wanted in (other.pk, uuid4()):
        assert opens(doors.disclosure_of, case, wanted) is None


def test_what_waits_for_a_second_person(town, gala):
    facts = {
        "recipient": "hospital", "purpose": "referral", "basis": "vital_interest",
        "blocks": ["health"], "reason": "Se desangra.", "expires_on": clock.today() + DAY,
    }  # fmt: skip
    made = [actions.prepare_disclosure(by=town.alba, case=town.case, **facts) for _ in range(2)]
    asked = [
        actions.decide_disclosure(
            by=town.alba, disclosure=each, was_seen=["health"], seen_at=clock.now()
        )
        for each in made
    ]
    felix = _member("felix", "Félix Fresno", town.programme, Role.DATA_PROTECTION)
    for member in (town.fina, town.alba, felix):
        found = list(doors.waiting_for(member))
        assert found == asked
        paths = ("case__agency", "case__person", "decided_by")
        assert all(is_read_with(each, *paths) for each in found)
        assert doors.waiting_or_404(member, asked[1].pk) == asked[1]
        assert opens(doors.waiting_or_404, member, uuid4()) is None
    for nobody in (town.ana, gala, town.noe):
        assert list(doors.waiting_for(nobody)) == []
        assert opens(doors.waiting_or_404, nobody, asked[0].pk) is None
    Disclosure.objects.filter(pk=asked[1].pk).update(decided_at=clock.now() - DAY)
    assert list(doors.waiting(Agency.objects.all())) == asked[::-1]
    confirmed = actions.confirm_disclosure(by=town.fina, disclosure=asked[0])
    assert doors.opened_blocks(confirmed, on=clock.today()) == ["health"]
    basis = doors.basis_of(confirmed, on=clock.today())
    assert (basis.first, basis.second) == (town.alba, town.fina)
    assert (basis.basis, basis.blocks) == ("vital_interest", {"health"})
    assert (basis.reason, basis.until) == ("Se desangra.", clock.today() + DAY)
    assert basis.reference == confirmed.reference
    assert list(doors.waiting_for(town.fina)) == [asked[1]]


def test_what_she_takes_back_closes_at_once(town):
    shared = opened(town, "health")
    assert doors.open_shared_or_404(town.bruno, shared.pk) == (shared, ["health"])
    people.withdraw_consent(by=town.ana, consent=town.case.person.consents.get(block="health"))
    assert doors.opened_blocks(shared, on=clock.today()) == []
    assert opens(doors.open_shared_or_404, town.bruno, shared.pk) is None


def test_being_named_to_one_file_opens_no_other(town, gala):
    files = [town.new_case(person={"birth_date": "1990-05-04", "birth_year": 1990}) for _ in "ab"]
    for each in files:
        as_if(each, named_only=True)
    one, other = (opened(town, "health", case=each) for each in files)
    DisclosureReader.objects.create(
        disclosure=one, member=town.bruno, named_by=gala, named_at=clock.now()
    )
    assert set(doors.standing_for(town.bruno, on=clock.today())) == {one}
    assert opens(doors.open_shared_or_404, town.bruno, other.pk) is None


def test_no_name_lets_in_who_bears_the_name_of_somebody_she_fears(town):
    """Not even where her team wrote that he is another: that was said of a colleague."""
    file = town.new_case(person={"birth_date": "1990-05-04", "birth_year": 1990})
    shared = opened(town, "health", case=file)
    add_related(by=town.ana, person=file.person, name="Bruno Barro", suspected=True)
    NotTheSame.objects.create(case=file, member=town.bruno)
    shared = Disclosure.objects.get(pk=shared.pk)
    assert doors.opens_to(shared, town.bruno)
    as_if(shared.case, named_only=True)
    assert not doors.opens_to(shared, town.bruno)
    assert doors.opens_to(shared, town.celia)


def test_a_blocked_file_is_shared_with_nobody(town):
    shared = opened(town, "health")
    act = Disposal.objects.create(
        agency=town.casa_luz, code="x", version="1", at_end="block", asked_files=1,
        asked_by=town.fina, asked_at=clock.now(),
    )  # fmt: skip
    Case.objects.filter(pk=town.case.pk).update(disposal=act)
    assert set(doors.standing(town.faro, on=clock.today())) == set()
    assert opens(doors.open_shared_or_404, town.bruno, shared.pk) is None


def test_nothing_goes_to_a_hospital_that_bears_the_name_of_somebody_she_fears(town):
    town.new_consent(purpose="assistance", block="health", recipient="hospital")
    made = actions.prepare_disclosure(
        by=town.ana, case=town.case, recipient="hospital", agency=None, purpose="assistance",
        basis="consent", recipient_name="Hospital de Ceiba, con Rufino Alcaraván Tordo",
    )  # fmt: skip
    today = clock.today()
    assert doors.may_receive(made)
    assert [each.block for each in doors.verdicts(made, on=today) if each.goes] == ["health"]
    add_related(by=town.ana, person=town.case.person, name="Rufino Alcaraván Tordo", suspected=True)
    assert not doors.may_receive(made)
    assert {each.why for each in doors.verdicts(made, on=today)} == {"not_to_them"}
    # Of an agency each reader is asked instead.
    to_faro = Disclosure(case=town.case, agency=town.faro, recipient_name=made.recipient_name)
    assert doors.may_receive(to_faro)


def test_an_order_of_a_court_is_shown_with_its_reference(town):
    asked = actions.prepare_disclosure(
        by=town.alba, case=town.case, recipient="hospital", agency=None, purpose="assistance",
        basis="court_order", blocks=["health"], reason="Lo manda.", reference="Oficio 7",
        expires_on=clock.today(),
    )  # fmt: skip
    assert doors.basis_of(asked, on=clock.today()).reference == "Oficio 7"
