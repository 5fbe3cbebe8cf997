"""Who may sleep where, who may look, and what families are owed. Pure: asks no database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.assistance.enums.shelter import Group
from amparo.cases import policies as cases
from amparo.core.decisions import ALLOWED, Decision

MOST_BEDS = 40


@dataclass(frozen=True)
class Guest:
    """What a bed asks of somebody: her family, with whom she asks to sleep, whether she is a child.

    Where her age is not known she is placed as a child, and counts as an adult beside a child.
    """

    party: UUID
    asks_for: str
    minor: bool | None
    with_family: bool = False

    @property
    def is_child(self) -> bool:
        return self.minor is not False

    @property
    def is_adult_to_a_child(self) -> bool:
        return self.minor is not True

    def belongs_to(self, other: "Guest") -> bool:
        return self.party == other.party


@dataclass(frozen=True)
class Place:
    """What is known of a bed and its unit, without anybody in it."""

    welcomes: frozenset[str]
    in_use: bool = True
    taken: bool = False
    one_family: bool = False


# Who keeps a shelter, who works in it


def can_keep(agency_id: Any, *, by: Any) -> Decision:
    """Found a shelter, its units and beds, and name who works in it."""
    if by.agency_id != agency_id:
        return Decision(_("Only the agency whose shelter it is can do this."))
    return agencies.may(by, Permission.KEEP_SHELTER)


def can_look(*, by: Any) -> Decision:
    """The list of houses: for who works in one or keeps one."""
    return agencies.may(by, Permission.WORK_IN_SHELTER)


def has_its_own_name(*, taken: bool) -> Decision:
    if taken:
        return Decision(_("This name is taken. Two of one name would be mixed up at night."))
    return ALLOWED


def can_name(shelter: Any, *, by: Any, member: Any, another_keeps: bool) -> Decision:
    """Nobody lets herself into a house, where somebody else could. `another_keeps`: whether another
    coordinator of the agency can say it."""
    if member.agency_id != shelter.agency_id:
        return Decision(_("Somebody of another agency cannot work in this shelter."))
    if not member.may(Permission.WORK_IN_SHELTER):
        return Decision(_("This member's role does not work in shelters."))
    if member.pk == by.pk and another_keeps:
        return Decision(
            _(
                "Nobody names herself to a house: it shows who sleeps there. Ask another "
                "coordinator of your agency to name you."
            )
        )
    return can_keep(shelter.agency_id, by=by)


def comes_near_nobody_who_fears_her(*, conflict: bool) -> Decision:
    """Said to who keeps the beds and may open no file: it says nothing of any."""
    if conflict:
        return Decision(
            _(
                "Nothing was changed: as the house is taken today, this colleague cannot work "
                "there. Choose another one."
            )
        )
    return ALLOWED


def can_work(shelter: Any, *, by: Any, on_staff: bool) -> Decision:
    """Write in the day-book: by name alone, whatever the role."""
    if by.agency_id != shelter.agency_id or not on_staff:
        return Decision(_("Only those who are named as working in this shelter can do this."))
    return agencies.may(by, Permission.WORK_IN_SHELTER)


def can_take_out_of_use(*, taken: bool) -> Decision:
    if taken:
        return Decision(
            _("Somebody sleeps there. Give her another bed first, then take this one out of use.")
        )
    return ALLOWED


def can_change_unit(*, somebody_sleeps_there: bool, changes_whom_it_is_for: bool) -> Decision:
    """Its name changes at any time; what it is and for whom, never under somebody in it."""
    if somebody_sleeps_there and changes_whom_it_is_for:
        return Decision(
            _(
                "Somebody sleeps in this unit. What it is, for whom, and whether it is in use is "
                "changed once it is empty: give whoever sleeps there another bed first. Its name "
                "can be changed now, and beds added."
            )
        )
    return ALLOWED


def can_hold(*, beds: int) -> Decision:
    if beds > MOST_BEDS:
        return Decision(
            _("A unit has %(most)s beds at most. Add another unit instead.") % {"most": MOST_BEDS}
        )
    return ALLOWED


# Stays


def can_enter(case: Any, shelter: Any, *, by: Any, stays_already: bool) -> Decision:
    if shelter.agency_id != case.agency_id:
        return Decision(_("This shelter belongs to another agency than the case."))
    if not case.is_open:
        return Decision(_("The case is closed. Take it up again first, then enter her."))
    if stays_already:
        return Decision(_("She is entered in a shelter already. Nobody is in two places."))
    return cases.can_record(case, by=by)


def sleeps_nowhere(*, in_a_house: bool) -> Decision:
    """Before a case is closed: nobody sleeps in a house whose team has stopped looking."""
    if in_a_house:
        return Decision(
            _(
                "She is still entered in a shelter. Once the case is closed nobody of her team "
                "would look after her there. Write down first that she leaves the house."
            )
        )
    return ALLOWED


def is_in_the_house(*, left: bool) -> Decision:
    if left:
        return Decision(_("Her stay has ended. What was written of it stays as it is."))
    return ALLOWED


def can_go_out(*, left: bool, away: bool) -> Decision:
    if away:
        return Decision(_("She is written down as away already."))
    return is_in_the_house(left=left)


def can_come_back(*, away: bool) -> Decision:
    if not away:
        return Decision(_("She is not written down as away."))
    return ALLOWED


# Beds


def can_sleep(guest: Guest, place: Place, *, others: Sequence[Guest]) -> Decision:
    """Whether somebody may be given a bed in a unit in which others sleep."""
    if not place.in_use:
        return Decision(_("This bed is out of use."))
    if place.taken:
        return Decision(_("Somebody was given this bed already. A bed holds one person."))
    strangers = [other for other in others if not other.belongs_to(guest)]
    if place.one_family and strangers:
        return Decision(_("This is a family unit, and another family sleeps in it."))
    return (
        _no_child_with_strangers(guest, others, strangers)
        and _is_for(guest, place, others)
        and _nobody_by_family_alone(guest, place, strangers)
    )


def is_accompanied(guest: Guest, others: Iterable[Guest]) -> bool:
    """Whether an adult of her family is with her."""
    return any(other.belongs_to(guest) and not other.is_child for other in others)


def _no_child_with_strangers(
    guest: Guest, others: Sequence[Guest], strangers: Sequence[Guest]
) -> Decision:
    alone = guest.is_child and not is_accompanied(guest, others)
    if alone and any(other.is_adult_to_a_child for other in strangers):
        return Decision(
            _(
                "A child without an adult of her family does not sleep beside adults who are "
                "strangers to her. Whoever's age is not known counts as a child. Give the adult "
                "of her family a bed first, or choose another unit."
            )
        )
    children = [each for each in strangers if each.is_child and not is_accompanied(each, others)]
    if children and guest.is_adult_to_a_child:
        return Decision(
            _(
                "In this unit sleeps a child without her family, or somebody whose age is not "
                "known. No adult who is a stranger to her is put there."
            )
        )
    return ALLOWED


def _is_for(guest: Guest, place: Place, others: Sequence[Guest]) -> Decision:
    if guest.is_child:
        with_family = is_accompanied(guest, others)
        groups = {Group.FAMILIES} if with_family else {Group.CHILDREN_ALONE}
    else:
        family = guest.with_family or any(other.belongs_to(guest) for other in others)
        groups = {guest.asks_for} | ({Group.FAMILIES} if family else set())
    if groups & place.welcomes:
        return ALLOWED
    said = ", ".join(str(group.label) for group in Group if group in place.welcomes)
    return Decision(_("Your agency said whom this unit is for: %(groups)s.") % {"groups": said})


def _nobody_by_family_alone(guest: Guest, place: Place, strangers: Sequence[Guest]) -> Decision:
    """A father stays with his family, but not among women who do not know him."""
    adults = [each for each in [guest, *strangers] if not each.is_child]
    if strangers and any(each.asks_for not in place.welcomes for each in adults):
        return Decision(
            _(
                "One of them could sleep in this unit only together with the family, and others "
                "sleep there too. Choose a unit that the family has for itself."
            )
        )
    return ALLOWED


# Families stay together


def keeps_together(*, family_elsewhere: int, why: str) -> Decision:
    """Families are not separated unless somebody says who wanted it, and why."""
    if family_elsewhere and not why.strip():
        return Decision(
            _(
                "Her family sleeps in another unit. Families stay together. If they themselves "
                "want it otherwise, write who wanted it and why."
            )
        )
    return ALLOWED


def has_room(*, beds: int, people: int) -> Decision:
    if beds < people:
        return Decision(
            _("This unit has not enough free beds for the whole family. Choose another one.")
        )
    return ALLOWED


def leaves_no_child_alone(guest: Guest, *, staying: Sequence[Guest]) -> Decision:
    """Whether a child of hers would be left among strangers in the unit she goes out of."""
    children = [each for each in staying if each.is_child and each.belongs_to(guest)]
    adults = [each for each in staying if each.is_adult_to_a_child]
    for child in children:
        strangers = [each for each in adults if not each.belongs_to(child)]
        if strangers and not is_accompanied(child, staying):
            return Decision(
                _(
                    "A child of her family would be left beside adults who are strangers. Move "
                    "the child first."
                )
            )
    return ALLOWED


def sleeps_beside_no_danger(*, conflict: bool, why: str) -> Decision:
    """Nobody sleeps in one house with whom a file names as a danger, unless somebody looked."""
    if conflict and not why.strip():
        return Decision(
            _(
                "A file names somebody who endangers a person, and the name is like that of "
                "somebody in this house. Find out whether it is the same person before they "
                "meet. If it is not, write how you know."
            )
        )
    return ALLOWED
