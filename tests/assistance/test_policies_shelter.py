"""Who may sleep where, as a rule alone: no database, no fixture."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import translation

from amparo.agencies.roles import Permission
from amparo.assistance.models import Medication
from amparo.assistance.policies import daybook, medication, naming, shelter
from amparo.assistance.policies.shelter import Guest, Place

TODAY = date(2026, 5, 4)
ANA = Guest(uuid4(), "women", minor=False)
CELIA = Guest(uuid4(), "women", minor=False)
BRUNO = Guest(uuid4(), "men", minor=False)
ALBA = Guest(uuid4(), "lgbti", minor=False)
CHILD = Guest(uuid4(), "women", minor=True)
UNKNOWN = Guest(uuid4(), "women", minor=None)
HER_CHILD = Guest(ANA.party, "women", minor=True)
HER_BOY = Guest(ANA.party, "men", minor=True)
HER_MAN = Guest(ANA.party, "men", minor=False)


def place(*welcomes, **facts):
    return Place(frozenset(welcomes), **facts)


WOMEN, MEN = place("women"), place("men")
SHARED = place("women", "families")
FAMILY = place("families", one_family=True)
CHILDREN = place("children_alone")
MIXED = place("women", "children_alone", "families")


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def why(guest, into, *others):
    return shelter.can_sleep(guest, into, others=others).reason


@pytest.mark.parametrize(
    ("guest", "into", "others"),
    [
        (ANA, WOMEN, []),
        (ANA, WOMEN, [CELIA]),
        (BRUNO, MEN, []),
        (ALBA, place("lgbti"), []),
        (CHILD, CHILDREN, []),
        (CHILD, CHILDREN, [replace(CHILD, party=uuid4())]),
        (UNKNOWN, CHILDREN, []),
        (replace(ANA, with_family=True), FAMILY, []),
        (HER_CHILD, FAMILY, [ANA]),
        (HER_BOY, FAMILY, [ANA, HER_CHILD]),
        (HER_MAN, FAMILY, [ANA]),
        (HER_CHILD, SHARED, [ANA, CELIA]),
        (CELIA, SHARED, [ANA, HER_CHILD]),
        (HER_MAN, SHARED, [ANA]),
    ],
)
def test_who_is_welcome(guest, into, others):
    assert why(guest, into, *others) == ""


@pytest.mark.parametrize(
    ("guest", "into", "others", "said"),
    [
        (BRUNO, WOMEN, [], "whom this unit is for: Women."),
        (ANA, MEN, [], "whom this unit is for: Men."),
        (BRUNO, MIXED, [], "is for: Women, Families, Children without their family."),
        (ALBA, WOMEN, [], "whom this unit is for"),
        (ANA, FAMILY, [], "whom this unit is for"),
        (CHILD, WOMEN, [], "whom this unit is for"),
        (CHILD, FAMILY, [], "whom this unit is for"),
        (HER_CHILD, WOMEN, [ANA], "whom this unit is for"),
        (UNKNOWN, WOMEN, [], "whom this unit is for"),
        (CHILD, MIXED, [ANA], "does not sleep beside adults"),
        (CHILD, MIXED, [UNKNOWN], "does not sleep beside adults"),
        (UNKNOWN, MIXED, [ANA], "does not sleep beside adults"),
        (UNKNOWN, MIXED, [CHILD], "No adult who is a stranger"),
        (UNKNOWN, MIXED, [replace(UNKNOWN, party=uuid4())], "does not sleep beside adults"),
        (HER_CHILD, MIXED, [CELIA], "does not sleep beside adults"),
        # A brother or sister is no adult.
        (HER_CHILD, MIXED, [HER_BOY, CELIA], "does not sleep beside adults"),
        # Nor is somebody of the family of whom nobody knows that she is one.
        (HER_CHILD, MIXED, [replace(ANA, minor=None), CELIA], "does not sleep beside adults"),
        (CELIA, MIXED, [CHILD], "No adult who is a stranger"),
        (CELIA, MIXED, [UNKNOWN], "No adult who is a stranger"),
        (CELIA, replace(FAMILY, welcomes=frozenset({"women"})), [ANA], "another family sleeps"),
        (HER_MAN, SHARED, [ANA, CELIA], "only together with the family"),
        (CELIA, SHARED, [ANA, HER_MAN], "only together with the family"),
        (ANA, replace(WOMEN, in_use=False), [], "out of use"),
        (ANA, replace(WOMEN, taken=True), [], "A bed holds one person"),
    ],
)
def test_who_is_not(guest, into, others, said):
    assert said in why(guest, into, *others)


def test_a_child_with_her_mother_may_be_beside_another_mother_and_child():
    their_child = Guest(CELIA.party, "women", minor=True)
    assert why(HER_CHILD, SHARED, ANA, CELIA, their_child) == ""
    assert why(CELIA, SHARED, ANA, HER_CHILD) == ""
    # Her mother is not there: the strangers are strangers.
    assert "does not sleep beside" in why(their_child, SHARED, ANA, HER_CHILD)


def test_a_boy_with_his_mother_is_no_man_among_women():
    assert why(HER_BOY, SHARED, ANA, CELIA) == ""


def test_whoever_comes_first_of_a_family_may_have_its_unit():
    assert why(replace(HER_MAN, with_family=True), FAMILY) == ""
    assert "whom this unit is for" in why(HER_MAN, FAMILY)
    assert "only together" in why(replace(BRUNO, with_family=True), SHARED, CELIA)


# Families


def test_a_family_is_parted_only_with_a_word_of_why():
    assert shelter.keeps_together(family_elsewhere=0, why="")
    assert shelter.keeps_together(family_elsewhere=2, why="The sisters asked for it.")
    for empty in ("", "  "):
        decision = shelter.keeps_together(family_elsewhere=1, why=empty)
        assert "Families stay together" in decision.reason


@pytest.mark.parametrize(
    ("staying", "allowed"),
    [
        ([], True),
        ([HER_CHILD], True),
        ([CELIA], True),
        ([HER_CHILD, CELIA], False),
        ([HER_CHILD, UNKNOWN], False),
        ([replace(HER_CHILD, minor=None), CELIA], False),
        ([HER_CHILD, CHILD], True),
        ([HER_CHILD, HER_MAN, CELIA], True),
        ([HER_MAN, CELIA], True),
        ([CHILD, CELIA], True),
    ],
)
def test_no_child_is_left_among_strangers(staying, allowed):
    decision = shelter.leaves_no_child_alone(ANA, staying=staying)
    assert bool(decision) is allowed
    assert allowed or "Move the child first" in decision.reason


def test_a_whole_family_needs_as_many_beds():
    assert shelter.has_room(beds=3, people=3)
    assert "not enough free beds" in shelter.has_room(beds=2, people=3).reason


def test_a_like_name_in_a_file_waits_until_somebody_looked():
    assert shelter.sleeps_beside_no_danger(conflict=False, why="")
    assert shelter.sleeps_beside_no_danger(conflict=True, why="Both were asked apart.")
    decision = shelter.sleeps_beside_no_danger(conflict=True, why=" ")
    assert "before they meet" in decision.reason


# Who does what


@dataclass
class House:
    agency_id: UUID


@dataclass
class By:
    agency_id: UUID
    permissions: frozenset = frozenset()
    pk: int = 1

    def may(self, permission):
        return permission in self.permissions


@dataclass
class File:
    agency_id: UUID
    is_open: bool = True


OURS, THEIRS = uuid4(), uuid4()
HOUSE = House(OURS)
WORKS, KEEPS = frozenset({Permission.WORK_IN_SHELTER}), frozenset({Permission.KEEP_SHELTER})


def test_who_keeps_a_house():
    assert shelter.can_keep(OURS, by=By(OURS, KEEPS))
    assert "Only the agency" in shelter.can_keep(OURS, by=By(THEIRS, KEEPS)).reason
    assert "Your role" in shelter.can_keep(OURS, by=By(OURS, WORKS)).reason


def test_who_is_named():
    keeper, alone = By(OURS, KEEPS), {"another_keeps": False}
    for another in (True, False):
        named = {"member": By(OURS, WORKS, pk=2), "another_keeps": another}
        assert shelter.can_name(HOUSE, by=keeper, **named)
    foreign = shelter.can_name(HOUSE, by=keeper, member=By(THEIRS, WORKS), **alone)
    assert "another agency" in foreign.reason
    assert (
        "role does not work" in shelter.can_name(HOUSE, by=keeper, member=By(OURS), **alone).reason
    )
    refused = shelter.can_name(HOUSE, by=By(OURS, WORKS), member=By(OURS, WORKS), **alone)
    assert "Your role" in refused.reason


def test_nobody_names_herself_where_another_coordinator_could():
    both = By(OURS, KEEPS | WORKS)
    assert shelter.can_name(HOUSE, by=both, member=both, another_keeps=False)
    refused = shelter.can_name(HOUSE, by=both, member=both, another_keeps=True)
    assert "Nobody names herself" in refused.reason


def test_who_works_in_a_house():
    assert shelter.can_work(HOUSE, by=By(OURS, WORKS), on_staff=True)
    assert "named as working" in shelter.can_work(HOUSE, by=By(OURS, WORKS), on_staff=False).reason
    assert "named as working" in shelter.can_work(HOUSE, by=By(THEIRS, WORKS), on_staff=True).reason
    assert "Your role" in shelter.can_work(HOUSE, by=By(OURS, KEEPS), on_staff=True).reason
    assert shelter.can_look(by=By(OURS, WORKS))
    assert "Your role" in shelter.can_look(by=By(OURS, KEEPS)).reason


def test_a_bed_is_not_taken_from_under_anybody():
    assert shelter.can_take_out_of_use(taken=False)
    assert "Somebody sleeps there" in shelter.can_take_out_of_use(taken=True).reason
    assert shelter.has_its_own_name(taken=False)
    assert "mixed up" in shelter.has_its_own_name(taken=True).reason


def test_a_unit_is_not_changed_under_anybody():
    for sleeps, whom, allowed in (
        (False, False, True),
        (False, True, True),
        (True, False, True),
        (True, True, False),
    ):
        may = shelter.can_change_unit(somebody_sleeps_there=sleeps, changes_whom_it_is_for=whom)
        assert bool(may) is allowed
        assert allowed or "once it is empty" in may.reason


def test_a_unit_holds_forty_beds():
    assert shelter.can_hold(beds=40)
    assert "40 beds at most" in shelter.can_hold(beds=41).reason


def test_who_is_entered():
    by = By(OURS, frozenset({Permission.RECORD_CASES}))
    enter = shelter.can_enter
    assert enter(File(OURS), HOUSE, by=by, stays_already=False)
    assert "another agency" in enter(File(THEIRS), HOUSE, by=by, stays_already=False).reason
    assert "closed" in enter(File(OURS, is_open=False), HOUSE, by=by, stays_already=False).reason
    assert "two places" in enter(File(OURS), HOUSE, by=by, stays_already=True).reason
    assert "Your role" in enter(File(OURS), HOUSE, by=By(OURS), stays_already=False).reason


def test_nobody_whose_case_ends_sleeps_in_a_house():
    assert shelter.sleeps_nowhere(in_a_house=False)
    assert "Write down first" in shelter.sleeps_nowhere(in_a_house=True).reason


def test_out_and_back():
    assert shelter.is_in_the_house(left=False)
    assert "has ended" in shelter.is_in_the_house(left=True).reason
    assert shelter.can_go_out(left=False, away=False)
    assert "away already" in shelter.can_go_out(left=False, away=True).reason
    assert "has ended" in shelter.can_go_out(left=True, away=False).reason
    assert shelter.can_come_back(away=True)
    assert "not written down as away" in shelter.can_come_back(away=False).reason


# The day-book


def test_a_note_is_ticked_off_once():
    assert daybook.can_tick_off(done=False)
    assert "already" in daybook.can_tick_off(done=True).reason


def test_a_shift_is_taken_on_by_somebody_else_and_once():
    by = By(OURS, pk=7)
    assert daybook.can_hand_over_shift(waiting=False)
    assert "waits" in daybook.can_hand_over_shift(waiting=True).reason
    assert daybook.can_take_on(given_by=8, by=by, taken=False)
    assert "cannot take it on herself" in daybook.can_take_on(given_by=7, by=by, taken=False).reason
    assert "already" in daybook.can_take_on(given_by=8, by=by, taken=True).reason


def test_what_follows_an_incident():
    assert daybook.can_report(follow_up_on=None, today=TODAY)
    assert daybook.can_report(follow_up_on=TODAY, today=TODAY)
    yesterday = TODAY - timedelta(days=1)
    assert "in the past" in daybook.can_report(follow_up_on=yesterday, today=TODAY).reason
    assert daybook.can_follow_up(due_on=TODAY, done=False)
    assert "Nothing is left" in daybook.can_follow_up(due_on=None, done=False).reason
    assert "Nothing is left" in daybook.can_follow_up(due_on=TODAY, done=True).reason


def test_the_house_writes_a_dose_down_once_and_only_when_it_is_due():
    case = File(OURS)
    taken = Medication(hours=["20:00"], begins_on=TODAY)
    taken.__dict__["_state"].fields_cache["case"] = case

    def dose(by=None, in_her_house=True, hour="20:00", day=TODAY):
        facts = {"day": day, "hour": hour, "today": TODAY, "held": None}
        by = by or By(OURS, WORKS)
        return medication.can_record_dose(taken, by=by, in_her_house=in_her_house, **facts)

    assert dose()
    assert "Your role" in dose(in_her_house=False).reason
    assert dose(by=By(OURS, frozenset({Permission.RECORD_CASES})), in_her_house=False)
    assert "not taken" in dose(hour="08:00").reason
    assert "not before" in dose(day=TODAY + timedelta(days=1)).reason


def test_what_is_not_said_of_a_bed_or_a_guest_is_the_usual():
    bed = Place(frozenset())
    assert (bed.in_use, bed.taken, bed.one_family) == (True, False, False)
    guest = Guest(OURS, "women", minor=False)
    assert guest.with_family is False
    assert why(guest, place("women")) == ""
    assert why(guest, place("women"), CELIA) == ""


def test_nobody_is_named_to_a_house_where_she_is_feared_and_the_words_say_nothing_of_it():
    assert shelter.comes_near_nobody_who_fears_her(conflict=False)
    with translation.override("en"):
        refused = shelter.comes_near_nobody_who_fears_her(conflict=True)
        assert str(refused.reason).startswith("Nothing was changed")
    assert not refused


# Names in the day-book


@pytest.mark.parametrize(
    ("words", "called", "named"),
    [
        ("Luna cried.", "Luna", True),
        ("She called LUNA.", "Luna", True),
        ("The luna was full.", "Luna", False),
        ("The luna was full; Luna slept.", "Luna", True),
        ("Lunar eclipse, Luna2, Sluna.", "Luna", False),
        ("María: fever.", "Maria", True),
        ("Mari\u0301a: fever.", "María", True),
        ("La  güera came.", "La Güera", True),
        ("the GÜERA came.", "güera", True),
        ("Nobody.", "Luna", False),
        ("Nobody.", " ", False),
        ("Nobody.", "", False),
        ("", "Luna", False),
        ("A+ was here", "A+", True),
    ],
)
def test_whom_words_name(words, called, named):
    assert naming.names(words, called) is named


def test_a_small_letter_is_the_thing_when_it_is_written_and_her_when_she_is_erased():
    assert not naming.names("se fue la luz", "Luz")
    assert naming.names("se fue la luz", "Luz", also_small=True)


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Gas is out. Luna cried. Call at nine.", "Gas is out. […] Call at nine."),
        ("Luna cried! Luna slept? Gas is out.", "[…] Gas is out."),
        ("Luna cried", "[…]"),
        ("Gas is out\nluna cried", "Gas is out\n[…]"),
        ("Gas is out.  Call. ", "Gas is out.  Call. "),
        ("", ""),
    ],
)
def test_words_without_her_keep_what_is_about_the_house(words, left):
    assert naming.without(words, "Luna") == left


def test_two_of_one_name_are_one_here():
    assert naming.name_of(" La  GÜERA ") == naming.name_of("la guera")


def test_whoever_is_named_is_linked():
    says = daybook.says_whom_it_names
    assert says(["Luna cried."], linked=["Luna"], in_the_house=["Luna", "Sol"])
    assert says(["luna"], linked=[], in_the_house=["Luna"])
    assert says(["Luna cried."], linked=["LUNA"], in_the_house=["Luna", "luna"])
    assert says([], linked=[], in_the_house=["Luna"])
    for words in (["Luna cried."], ["", "Told Luna."]):
        refused = says(words, linked=["Sol"], in_the_house=["Sol", "Luna"])
        assert "nothing links them" in refused.reason


def test_what_is_of_the_house_alone_is_kept_to_its_last_day():
    day = TODAY.replace(year=TODAY.year - 5)
    assert not daybook.has_ended(day, years=5, today=TODAY)
    assert daybook.has_ended(day - timedelta(days=1), years=5, today=TODAY)
    assert not daybook.has_ended(day - timedelta(days=1), years=6, today=TODAY)


@pytest.mark.parametrize(
    ("severity", "about_somebody", "left_to_do", "said"),
    [
        ("low", False, False, ""),
        ("serious", False, False, ""),
        ("grave", False, False, "What was grave"),
        ("low", True, False, "as long as the file"),
        ("low", False, True, "still to be done"),
    ],
)
def test_which_incidents_the_clock_takes_away(severity, about_somebody, left_to_do, said):
    may = daybook.may_go_by_itself(
        severity=severity, about_somebody=about_somebody, left_to_do=left_to_do
    )
    assert bool(may) is not bool(said)
    assert said in may.reason
