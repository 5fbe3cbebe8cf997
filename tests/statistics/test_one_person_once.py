"""Records that were found to be about one person count once; what was counted before stays."""

from datetime import date

import pytest

from amparo.core import clock
from amparo.people import actions as people
from amparo.people.queries import consents_ended_since
from amparo.statistics import queries
from tests.children import ASSENT, stands
from tests.people.erasing import erase
from tests.town import Town

pytestmark = pytest.mark.django_db
TODAY = date(2030, 1, 1)
YES = {
    "purpose": "statistics", "block": "facts", "recipient": "programme_statistics",
    "answer": "granted", "language": "es", "how": "spoken", "notice_version": "2026-11",
}  # fmt: skip


def recorded(town: Town, **person):
    case = town.new_case(by=town.ana, person=person, is_assisted=True, opened_on=date(2026, 3, 1))
    consent = people.record_consent(by=town.ana, person=case.person, **YES)
    return case.person, consent


def counted():
    return list(queries.counted(scope="MX", as_of=TODAY))


def joined(town, one, other):
    return people.compare(by=town.ana, one=one, other=other, verdict="one")


def test_joined_she_is_counted_once_and_parted_twice_again(town):
    (one, _), (other, _) = (
        recorded(town, gender="Feminine"),
        recorded(town, birth_year=2001, citizenships=["GT"]),
    )
    assert len(counted()) == 2
    comparison = joined(town, one, other)
    (her,) = counted()
    # What one record does not say, the other may.
    assert (her.gender, her.birth_year, her.citizenships) == ("Feminine", 2001, ["GT"])
    people.undo_comparison(by=town.ana, comparison=comparison)
    assert len(counted()) == 2


def test_two_different_people_stay_two(town):
    (one, _), (other, _) = recorded(town), recorded(town)
    people.compare(by=town.ana, one=one, other=other, verdict="two")
    assert len(counted()) == 2


def test_a_no_in_one_record_holds_for_all_of_hers(town):
    (one, _), (other, consent) = recorded(town), recorded(town)
    joined(town, one, other)
    people.withdraw_consent(by=town.ana, consent=consent)
    assert counted() == []


def test_a_no_to_whatever_it_may_be_in_one_record_holds_for_all_of_hers(town):
    one, _ = recorded(town)
    other = town.new_case(by=town.ana).person
    people.record_consent(
        by=town.ana, person=other, **YES | {"purpose": "any", "block": "all", "answer": "refused"}
    )
    assert len(counted()) == 1
    joined(town, one, other)
    assert counted() == []


def test_a_count_of_before_she_was_joined_to_a_no_is_made_anew_before_it_is_let_out(town):
    one, _ = recorded(town, birth_year=1990)
    silent = town.new_case(by=town.ana, person={"birth_year": 1990}).person
    people.record_consent(by=town.ana, person=silent, **YES | {"answer": "refused"})
    before = clock.now()
    assert not consents_ended_since(before)
    comparison = joined(town, one, silent)
    assert consents_ended_since(before)
    assert not consents_ended_since(clock.now())
    people.undo_comparison(by=town.ana, comparison=comparison)
    assert not consents_ended_since(before)


def test_a_count_of_before_a_no_in_another_of_her_records_is_made_anew(town):
    one, _ = recorded(town, birth_year=1990)
    other = town.new_case(by=town.ana, person={"birth_year": 1990}).person
    joined(town, one, other)
    before = clock.now()
    assert not consents_ended_since(before)
    people.record_consent(by=town.ana, person=other, **YES | {"answer": "refused"})
    assert consents_ended_since(before)
    assert not consents_ended_since(clock.now())


@pytest.mark.parametrize("ground", ["she_asked", "mistake"])
def test_a_count_of_before_she_was_erased_is_made_anew(town, ground):
    """Her yes goes with her, so nothing is left that says it was taken back."""
    one, _ = recorded(town, birth_year=1990)
    before = clock.now()
    assert not consents_ended_since(before)
    erase(town, one, ground=ground)
    assert counted() == []
    assert consents_ended_since(before)
    assert not consents_ended_since(clock.now())


def test_a_record_in_which_nobody_asked_says_neither_yes_nor_no(town):
    one, _ = recorded(town)
    never_asked = town.new_case(by=town.ana, is_assisted=True, opened_on=date(2026, 3, 1)).person
    joined(town, one, never_asked)
    assert len(counted()) == 1


def test_a_yes_of_later_in_another_record_takes_nobody_out_of_an_earlier_day(town):
    case = town.new_case(by=town.ana, is_assisted=True, opened_on=date(2026, 1, 1))
    people.record_consent(by=town.ana, person=case.person, given_on=date(2026, 1, 1), **YES)
    later = town.new_case(by=town.ana).person
    people.record_consent(by=town.ana, person=later, given_on=date(2026, 7, 1), **YES)
    joined(town, case.person, later)
    for as_of in (date(2026, 6, 30), date(2026, 7, 1)):
        assert len(list(queries.counted(scope="MX", as_of=as_of))) == 1, as_of


def test_a_yes_that_ran_out_in_another_record_is_no_no(town, monkeypatch):
    one, _ = recorded(town)
    other = town.new_case(by=town.ana).person
    people.record_consent(
        by=town.ana, person=other, given_on=clock.today(), expires_on=clock.today(), **YES
    )
    joined(town, one, other)
    assert len(counted()) == 1
    people.record_consent(by=town.ana, person=other, **YES | {"answer": "refused"})
    assert counted() == []


def test_a_no_of_today_holds_for_a_day_before_it_too(town):
    """As in a single record: an old count made anew rests on what she says now."""
    case = town.new_case(by=town.ana, is_assisted=True, opened_on=date(2026, 1, 1))
    people.record_consent(by=town.ana, person=case.person, given_on=date(2026, 1, 1), **YES)
    other = town.new_case(by=town.ana).person
    people.record_consent(
        by=town.ana, person=other, given_on=date(2026, 7, 1), **YES | {"answer": "refused"}
    )
    joined(town, case.person, other)
    assert list(queries.counted(scope="MX", as_of=date(2026, 6, 30))) == []


def test_a_yes_of_a_child_that_fell_in_one_record_holds_for_all_of_hers(town):
    """Beside a yes that stands: what nobody safe agreed to in one record is a no in all."""
    born = {"birth_year": clock.today().year - 14}
    one = town.new_case(by=town.ana, person=born, is_assisted=True, opened_on=date(2026, 3, 1))
    other = town.new_case(by=town.ana, person={"birth_year": 1990})
    people.record_consent(by=town.ana, person=other.person, **YES)
    assent = ASSENT | {"guardian": stands(town, one)}
    people.record_consent(by=town.ana, person=one.person, assent=assent, **YES)
    assert len(counted()) == 1
    joined(town, one.person, other.person)
    assert counted() == []
