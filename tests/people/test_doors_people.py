"""Who reaches a person, and who answers for her record without reaching her."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from amparo.agencies.enums import Role
from amparo.cases import actions as cases
from amparo.cases import numbers
from amparo.people import access
from amparo.people import actions as people
from amparo.people.access import person as doors
from amparo.people.access.relations import get_related_or_404
from amparo.people.actions import relations
from amparo.people.models import Person
from tests.doors import an_event, is_read_with, last_event, opens
from tests.town import _member, town  # noqa: F401

DAY = timedelta(days=1)


@pytest.fixture
def felix(town):  # noqa: F811
    return _member("felix", "Félix Fresno", town.programme, Role.DATA_PROTECTION)


def test_a_person_opens_through_a_case_and_to_nobody_else(town):  # noqa: F811
    person, other = town.case.person, town.new_case(by=town.bruno).person
    for member in (town.ana, town.alba):
        assert set(access.visible_people(member)) == {person}
        found = access.open_person(member, person.pk, page="identity")
        assert found == person
        assert is_read_with(found, "agency")
        assert last_event() == an_event("person_opened", member, person, page="identity")
        file = access.file_of(member, person)
        assert file == access.File(town.case.get_absolute_url(), town.case.shown_number)
        for wanted in (other.pk, uuid4()):
            assert opens(access.open_person, member, wanted, page="identity") is None
        assert opens(access.file_of, member, other) is None
    for member in (town.fina, town.celia, town.noe):
        assert list(access.visible_people(member)) == []
        assert opens(access.open_person, member, person.pk, page="identity") is None


def test_who_answers_for_records_reaches_their_keeping(town, felix):  # noqa: F811
    person, other = town.case.person, town.new_case(by=town.bruno).person
    nobodys = town.new_case().person
    for member in (town.alba, town.fina):
        assert set(access.kept_agencies(member)) == {town.casa_luz}
        assert set(access.kept_people(member)) == {person, nobodys}
        assert opens(access.open_keeping, member, other.pk) is None
    assert set(access.kept_agencies(felix)) == {
        town.casa_luz, town.faro, town.norte, town.programme,
    }  # fmt: skip
    for member in (town.ana, town.noe, town.dora):
        assert list(access.kept_agencies(member)) == []
        assert opens(access.open_keeping, member, person.pk) is None
    for member, wanted in ((town.fina, person), (felix, other)):
        found = access.open_keeping(member, wanted.pk)
        assert found == wanted
        assert is_read_with(found, "agency")
        assert last_event() == an_event("keeping_opened", member, wanted)
    assert opens(access.open_keeping, felix, uuid4()) is None


def test_erasures_and_holds_are_found_under_their_own_person(town, felix):  # noqa: F811
    person, other = town.case.person, town.new_case().person
    asked = [
        people.ask_erasure(by=town.alba, person=each, ground="she_asked")
        for each in (person, other)
    ]
    for member in (town.fina, felix):
        found = access.get_erasure_or_404(member, person.pk, asked[0].pk)
        assert found == asked[0]
        assert is_read_with(found, "agency", "asked_by")
        assert opens(access.get_erasure_or_404, member, other.pk, asked[0].pk) is None
        assert opens(access.get_erasure_or_404, member, person.pk, uuid4()) is None
    for member in (town.ana, town.bruno):
        assert opens(access.get_erasure_or_404, member, person.pk, asked[0].pk) is None
    hold = people.place_hold(by=town.alba, person=person, reason="Oficio inventado 7")
    assert access.get_hold_or_404(person, str(hold.pk)) == hold
    assert opens(access.get_hold_or_404, other, str(hold.pk)) is None
    assert opens(access.get_hold_or_404, person, "x") is None


def test_a_record_is_found_by_the_number_of_its_file(town):  # noqa: F811
    person = town.case.person
    second = town.new_case()
    shown = town.case.shown_number
    assert access.person_of_number(town.fina, shown) == person
    assert access.person_of_number(town.fina, second.shown_number) == second.person
    assert access.person_of_number(town.fina, numbers.shown(numbers.fresh())) is None
    assert access.person_of_number(town.fina, "x") is None
    assert access.person_of_number(town.ana, shown) is None
    foreign = town.new_case(by=town.bruno)
    assert access.person_of_number(town.fina, foreign.shown_number) is None
    nobody = Person.objects.create(agency=town.casa_luz)
    assert access.numbers_of([person.pk, nobody.pk, second.person_id]) == {
        person.pk: shown, nobody.pk: "", second.person_id: second.shown_number,
    }  # fmt: skip


def test_one_of_the_people_around_her_is_found_under_her(town):  # noqa: F811
    other = town.new_case().person
    facts = {"name": "Rufino Alcaraván", "suspected": True}
    found = [
        relations.add_related(by=town.ana, person=each, **facts)
        for each in (town.case.person, other)
    ]
    person = Person.objects.get(pk=town.case.person_id)
    related = get_related_or_404(person, found[0].pk)
    assert related == found[0]
    assert related.person is person
    assert opens(get_related_or_404, person, found[1].pk) is None
    assert opens(get_related_or_404, person, uuid4()) is None


def test_a_room_above_says_too_who_reaches_a_person(town, monkeypatch):  # noqa: F811
    """As a room will that lets Celia in to one person; what cases say holds beside it."""
    monkeypatch.setattr(doors, "_granted", [*doors._granted])
    wanted, own = town.case.person, town.new_case(by=town.celia).person

    @access.also_visible
    def _through_a_later_room(member):
        asked = Person.objects.filter(pk=wanted.pk)
        return asked if member == town.celia else asked.none()

    assert set(access.visible_people(town.celia)) == {wanted, own}
    assert set(access.visible_people(town.ana)) == {wanted}
    assert set(access.visible_people(town.bruno)) == set()
    assert access.open_person(town.celia, wanted.pk, page="identity") == wanted


def test_a_room_above_says_too_to_which_file_a_page_leads_back(town, monkeypatch):  # noqa: F811
    monkeypatch.setattr(doors, "_files", [*doors._files])
    file = access.File("/later/", "LATER")

    @access.leads_back
    def _of_a_later_room(member, person):
        return file if member == town.celia and person == town.case.person else None

    assert access.file_of(town.celia, town.case.person) == file
    assert access.file_of(town.ana, town.case.person).number == town.case.shown_number
    assert opens(access.file_of, town.bruno, town.case.person) is None


def test_a_room_above_gives_and_reads_numbers_of_its_own(town, monkeypatch):  # noqa: F811
    monkeypatch.setattr(doors, "_numbers", [*doors._numbers])
    monkeypatch.setattr(doors, "_readings", [*doors._readings])
    person, other = town.case.person, town.new_case().person

    @access.gives_numbers
    def _of_a_later_room(people_):
        assert set(people_) == {person.pk, other.pk}
        return {person.pk: ["LATER 1", "LATER 2"]}

    @access.reads_numbers
    def _of_who_bears_it(number):
        return person.pk if number == "LATER 1" else None

    found = access.numbers_of([person.pk, other.pk])
    assert found[person.pk] == f"{town.case.shown_number}, LATER 1, LATER 2"
    assert "," not in found[other.pk]
    assert access.person_of_number(town.fina, "LATER 1") == person
    assert access.person_of_number(town.fina, town.case.shown_number) == person
    assert access.person_of_number(town.fina, "LATER 2") is None


def test_the_files_of_one_person_stand_in_the_order_in_which_they_were_opened(town):  # noqa: F811
    """Her pages lead back to the newest; of those of one day to the last by its key."""
    person, first = town.case.person, town.case

    def another(days, key):
        return cases.open_case(
            by=town.ana, agency=town.casa_luz, person=person, came_from="intake",
            opened_on=first.opened_on + days * DAY, id=UUID(int=key),
        )  # fmt: skip

    before = another(-1, 2**128 - 1)
    second, third, earliest = (another(1, key) for key in (2, 3, 1))
    in_order = [before, first, earliest, second, third]
    assert access.numbers_of([person.pk])[person.pk] == ", ".join(
        case.shown_number for case in in_order
    )
    assert access.file_of(town.ana, person).number == third.shown_number
