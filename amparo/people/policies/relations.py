"""Who may see the people around her, and who is like one of them. Pure: asks no database."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.core.decisions import ALLOWED, Decision
from amparo.people.models import Person
from amparo.people.models.relations import RelatedPerson
from amparo.people.names import FullName, words
from amparo.people.names.score import Band, Question
from amparo.people.policies import can_revise, not_held


@dataclass(frozen=True)
class Conflict:
    """Somebody asked for bears a name like that of somebody who endangers her."""

    related: RelatedPerson
    band: Band


def can_see(person: Person, *, by: Any) -> Decision:
    if by.agency_id != person.agency_id:
        return Decision(_("Only the agency that holds this record can see the people around her."))
    return agencies.may(by, Permission.PLAN_SAFETY)


def can_change(person: Person, *, by: Any) -> Decision:
    return can_revise(person, by=by) and can_see(person, by=by)


def can_remove(related: RelatedPerson, *, by: Any, held: bool) -> Decision:
    return not_held(held=held) and can_change(related.person, by=by)


def conflicts(around_her: Iterable[RelatedPerson], name: str) -> list[Conflict]:
    """Those who endanger her and bear a name like this one. A question, never a verdict."""
    asked = words(name)
    if not asked:
        return []
    question = Question(asked)
    dangers = [related for related in around_her if related.is_a_danger]
    bands = [(related, _band(question, name, related.name)) for related in dangers]
    return [Conflict(related, band) for related, band in bands if band != Band.WEAK]


def _band(question: Question, name: str, danger: str) -> Band:
    """How like each other they are; also a whole name inside longer words, such as an institution
    and whom to ask for there."""
    held = words(danger)
    if not held:
        return Band.WEAK
    _points, band = question.score(FullName(given_names=danger))
    if band != Band.WEAK or len(held) == 1:
        return band
    _points, inside = Question(held).score(FullName(given_names=name))
    return inside if inside == Band.STRONG else Band.WEAK


def set_aside(found: Collection[Any], *, reason: str) -> Decision:
    """Somebody who bears such a name joins only after a person looked and said why."""
    if not found or reason.strip():
        return ALLOWED
    return Decision(
        _(
            "The file names somebody who endangers her and bears a name like this one. Find out "
            "whether it is the same person. If it is not, bring the colleague in on the page of "
            "the team and write there how you know."
        )
    )


def may_receive(found: list[Conflict]) -> Decision:
    """Nothing about her goes to a name that she fears. Said to who works on her file alone."""
    if any(each.related.never_contact for each in found):
        return Decision(
            _(
                "She does not want somebody of this name to be contacted, so nothing about her "
                "goes to this name. Talk with her. If an institution is meant, write the full name "
                "of the institution alone."
            )
        )
    if found:
        return Decision(
            _(
                "The file names somebody who endangers her and bears a name like this one, so "
                "nothing goes to this name. Find out who it is. If an institution is meant, write "
                "the full name of the institution alone."
            )
        )
    return ALLOWED


def all_may_go(in_conflict: Collection[Any]) -> Decision:
    """For who hands over many files, or files that do not open to her: it exposes nothing."""
    if not in_conflict:
        return ALLOWED
    return Decision(
        _(
            "Nothing was changed: these files cannot go to this colleague together. Choose another "
            "colleague, or ask the team of each case to bring her in on its own page."
        )
    )


def can_hide(person: Person, *, by: Any, reason: str) -> Decision:
    may = can_revise(person, by=by)
    if may and not reason.strip():
        return Decision(_("Say why: whoever works on this after you must know what it rests on."))
    return may
