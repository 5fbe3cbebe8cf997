"""Who may know: emergencies and their review, named people, deputies. Asks no database."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.models import Member
from amparo.agencies.roles import Permission
from amparo.cases.enums.glass import Outcome, Settlement
from amparo.cases.models import BrokenGlass, Case, Deputy
from amparo.cases.policies import case as cases
from amparo.core.decisions import ALLOWED, Decision
from amparo.people import policies as people

LONGEST_ABSENCE = timedelta(days=92)


def on_call(member: Any, *, stands_in_for_one: bool) -> bool:
    """Who may open a file in an emergency: a coordinator, and who stands in for one these days.

    The role itself must open cases: an emergency lets nobody in who opens no case on other days.
    """
    if not member.may(Permission.OPEN_CASES):
        return False
    return member.may(Permission.BREAK_GLASS) or stands_in_for_one


def may_break_glass(*, on_call: bool) -> Decision:
    """Said in words, not as a page that is not there: it tells of no record."""
    if on_call:
        return ALLOWED
    return Decision(
        _(
            "Only a coordinator, or who stands in for one these days, opens a file in an "
            "emergency. Call whoever is on duty."
        )
    )


def may_review_glass(*, by: Any) -> Decision:
    if by.may(Permission.REVIEW_GLASS):
        return ALLOWED
    return Decision(
        _(
            "Only the focal point for data protection reviews what was opened in an emergency. If "
            "a file does not open to you and waiting would harm her, call your coordinator."
        )
    )


def can_break_glass(
    case: Case, *, by: Any, on_call: bool, opens: bool, taken_further: bool = False
) -> Decision:
    """`opens`: whether she can open it already. `taken_further`: an emergency of hers was, and is
    not settled."""
    if by.agency_id != case.agency_id:
        return Decision(_("Only the agency that holds this case opens it in an emergency."))
    if not may_break_glass(on_call=on_call):
        return may_break_glass(on_call=on_call)
    if opens:
        return Decision(_("You can open this case already. Nothing was broken."))
    if taken_further:
        return Decision(
            _(
                "An emergency of yours was taken further and is not settled yet. Until then "
                "another coordinator opens files in an emergency. Call her now."
            )
        )
    return ALLOWED


def may_come_near(case: Case, *, stands_between: bool) -> Decision:
    """The same words as for a number that nobody bears: whoever endangers her learns nothing."""
    return Decision(no_such_number()) if stands_between else ALLOWED


def no_such_number() -> str:
    return _(
        "No case of yours bears this number. Compare it letter by letter with the paper: the last "
        "letter is a check. If it is right and cannot wait, ask another coordinator to open it."
    )


def can_review(glass: BrokenGlass, *, by: Any) -> Decision:
    """The focal point of the agency, or one of the controller's office; never who broke it."""
    if glass.outcome:
        return Decision(_("This was reviewed before; nothing more is needed."))
    if by.pk == glass.member_id:
        return Decision(_("Nobody reviews what she opened herself. Somebody else must do it."))
    if not people.answers_for(glass.case.agency, by=by):
        return Decision(_("You do not answer for the records of this agency."))
    return agencies.may(by, Permission.REVIEW_GLASS)


def can_settle(glass: BrokenGlass, *, by: Any) -> Decision:
    """A third person: neither who opened the file nor who took it further."""
    if glass.outcome != Outcome.ESCALATED:
        return Decision(_("Only what was taken further is settled."))
    if glass.settlement:
        return Decision(_("This was settled before; nothing more is needed."))
    if by.pk in (glass.member_id, glass.reviewed_by_id):
        return Decision(
            _(
                "Neither who opened the file nor who took it further settles it. A third person "
                "must do it."
            )
        )
    if not people.answers_for(glass.case.agency, by=by):
        return Decision(_("You do not answer for the records of this agency."))
    return agencies.may(by, Permission.REVIEW_GLASS)


def settles(settlement: str) -> Decision:
    if settlement not in Settlement:
        return Decision(_("It ends in one of two ways: it was in order, or something follows."))
    return ALLOWED


def says_what(words: str) -> Decision:
    if not words.strip():
        return Decision(
            _("Say in a sentence what happened. Without it nobody could judge it later.")
        )
    return ALLOWED


def ends_a_review(outcome: str) -> Decision:
    if outcome not in Outcome:
        return Decision(_("A review ends in one of two ways: it is closed, or taken further."))
    return ALLOWED


def can_name(case: Case, *, by: Any, member: Any, holds: bool) -> Decision:
    """Nobody lets herself into a file for named people. `holds`: it opens to her already, by name
    or in an emergency, which is reviewed with all that she did in it."""
    if case.named_only and member.pk == by.pk and not holds:
        return Decision(
            _(
                "This file opens to named people only, and nobody names herself. Ask another "
                "coordinator, or open it in an emergency."
            )
        )
    return ALLOWED


def can_bring_in(case: Case, *, by: Any, member: Any, on_team: bool) -> Decision:
    """Who decides on teams; and for a file for named people, whoever is on its team may bring in a
    coordinator: plans and closings are approved by one, and she cannot name herself."""
    may = cases.can_assign(case, by=by, member=member)
    if may or not (case.named_only and on_team and member.may(Permission.ASSIGN_TEAM)):
        return may
    return cases.can_record(case, by=by) and cases.can_assign(case, by=member, member=member)


def can_close_to_names(case: Case, *, by: Any) -> Decision:
    if by.agency_id != case.agency_id:
        return Decision(_("Only the agency that holds this case decides who works on it."))
    if case.named_only:
        return Decision(_("This file opens to named people only already."))
    return agencies.may(by, Permission.ASSIGN_TEAM)


def can_open_to_agency(case: Case, *, by: Any, on_team: bool, is_child: bool) -> Decision:
    if by.agency_id != case.agency_id:
        return Decision(_("Only the agency that holds this case decides who works on it."))
    if not case.named_only:
        return Decision(_("Coordinators of the agency open this file already."))
    if is_child:
        return Decision(
            _("She is younger than 18, or may be. A child's file opens to named people only.")
        )
    if not on_team:
        return Decision(_("Only a coordinator who is named to this file opens it to the others."))
    return agencies.may(by, Permission.ASSIGN_TEAM)


def can_end_team_on(until: date | None, *, today: date) -> Decision:
    if until is not None and until < today:
        return Decision(_("That day is over. Choose today or a later day."))
    return ALLOWED


def can_stand_in(
    absent: Member, deputy: Member, *, by: Any, starts_on: date, ends_on: date, today: date
) -> Decision:
    if deputy.pk == absent.pk:
        return Decision(_("Nobody stands in for herself. Choose a colleague."))
    if not absent.agency_id == deputy.agency_id == by.agency_id:
        return Decision(_("Only somebody of the same agency can stand in."))
    if not (absent.opens_cases and deputy.opens_cases and absent.is_active and deputy.is_active):
        return Decision(_("Both must be members whose role opens cases."))
    if ends_on < max(starts_on, today):
        return Decision(_("The last day comes before the first, or is over. Check both days."))
    if ends_on - starts_on > LONGEST_ABSENCE:
        return Decision(
            _("Nobody stands in for longer than three months. Hand the cases over instead.")
        )
    return _sets_absences(absent, by=by)


def can_end_deputy(deputy: Deputy, *, by: Any) -> Decision:
    if deputy.ended_at is not None:
        return Decision(_("This ended before; nothing more is needed."))
    if by.agency_id != deputy.absent.agency_id:
        return Decision(_("Only somebody of the same agency can end this."))
    return _sets_absences(deputy.absent, by=by)


def _sets_absences(absent: Member, *, by: Any) -> Decision:
    """Her own; a coordinator, those of her agency."""
    if by.pk == absent.pk:
        return agencies.may(by, Permission.OPEN_CASES)
    return agencies.may(by, Permission.ASSIGN_TEAM)
