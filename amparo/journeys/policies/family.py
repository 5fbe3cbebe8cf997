"""What may be written down of a family that would come to her. Pure: asks no database."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amparo.cases import policies as cases
from amparo.cases.enums.children import BestOutcome
from amparo.core.decisions import ALLOWED, Decision
from amparo.journeys.enums import (
    FamilyPaper,
    Keeping,
    Kin,
    Ordered,
    RelativeSays,
    RelativeTold,
)
from amparo.journeys.policies import preparing
from amparo.journeys.policies.spoken import MOST_RELATIVES


def can_see(journey: Any, *, by: Any) -> Decision:
    """Of the office that accompanies her: the relatives come to her."""
    return preparing.can_see(journey, by=by, ways=preparing.A_FAMILY)


def can_prepare(journey: Any, *, by: Any) -> Decision:
    return preparing.can_prepare(journey, by=by, ways=preparing.A_FAMILY)


def can_write(relative: Any, *, by: Any) -> Decision:
    """Of somebody who stays where she is nothing more is kept; her no to it still is."""
    may = can_prepare(relative.journey, by=by)
    if may and relative.stays_since is not None:
        return Decision(_("This relative does not travel, so nothing more is written down."))
    return may


def can_keep_their_word(relative: Any, *, by: Any, says: str) -> Decision:
    """A no, or a yes that is taken back, is kept at any time: also when the journey is over."""
    if says == RelativeSays.YES:
        return can_write(relative, by=by)
    return can_see(relative.journey, by=by) and cases.can_record(relative.journey.case, by=by)


def has_room(number: int) -> Decision:
    if number > MOST_RELATIVES:
        return Decision(_("%(most)s relatives fit here.") % {"most": MOST_RELATIVES})
    return ALLOWED


def is_the_same(changed: Collection[str], *, was_asked: bool) -> Decision:
    """A yes, a determination and papers are of one human being and of no other."""
    if was_asked and {"name", "kin"} & set(changed):
        return Decision(
            _(
                "This relative was asked under this name, and what was said holds for nobody else. "
                "Write down that this relative stays, and the other one anew."
            )
        )
    return ALLOWED


def is_whole_relative(
    facts: Mapping[str, Any], *, others: Collection[Any], feared: Decision, today: date
) -> Decision:
    """`others`: those who may be named as the one with whom a child travels."""
    if not facts["name"].strip() or facts["kin"] not in Kin:
        return Decision(_("Say who this relative is, and what she or he is to her."))
    if facts["born_on"] is not None and facts["born_on"] > today:
        return Decision(_("Nobody is born after today. Check the day of birth."))
    if facts["ordered"] not in Ordered:
        return Decision(_("Say what an authority decided about this child, or that none did."))
    days = (facts["agreed_on"], facts["best_on"])
    if any(each is not None and each > today for each in days):
        return Decision(_("Write down what was agreed or determined once it was."))
    if facts["agreed_on"] is not None and not facts["must_agree"].strip():
        return Decision(_("Say who it is that agreed in writing."))
    if facts["best"] and facts["best"] not in BestOutcome:
        return Decision(_("Say what was determined: that it serves this child, or not."))
    if bool(facts["best"]) != (facts["best_on"] is not None):
        return Decision(_("What was determined, and on which day, are written down together."))
    if facts["best"] and not facts["best_by"].strip():
        return Decision(
            _("Say which body determined what serves this child best. A parent alone does not.")
        )
    along = facts["travels_with"]
    if along is not None and along.pk not in {each.pk for each in others}:
        return Decision(_("A child travels with a grown relative of this journey. Choose one."))
    return feared


def is_whole_consent(facts: Mapping[str, Any], *, is_child: bool, today: date) -> Decision:
    if facts["asked_on"] > today:
        return Decision(_("What a relative says is written down once it was said."))
    if not facts["asked_by"].strip():
        return Decision(_("Say who asked, so that it is known whom to ask about it."))
    if facts["says"] not in RelativeSays or not set(facts["told"]) <= set(RelativeTold):
        return Decision(_("Say what was explained and what this relative says."))
    if facts["says"] != RelativeSays.YES:
        return ALLOWED
    if not set(RelativeTold) <= set(facts["told"]):
        return Decision(
            _(
                "A yes counts once all was explained: the way, that each is free, that nothing is "
                "owed, and what could go wrong."
            )
        )
    if is_child and not facts["representative"].strip():
        return Decision(
            _("This relative is younger than 18, or may be. Say who with custody agrees.")
        )
    if is_child and not facts["child_view"].strip():
        return Decision(
            _(
                "This relative is younger than 18, or may be. Write down what the child says, or "
                "how a small one was observed; the word of a parent alone does not do."
            )
        )
    return ALLOWED


def is_whole_paper(facts: Mapping[str, Any], *, expires: bool, today: date) -> Decision:
    return preparing.is_whole_paper(facts, expires=expires, today=today)


def is_asked(code: str, *, by_rule: Iterable[Any]) -> Decision:
    """A paper that the rule asks of this relative."""
    if code in FamilyPaper and any(each.code == code for each in by_rule):
        return ALLOWED
    return Decision(_("The rule does not ask this paper of this relative."))


def is_whole_appointment(facts: Mapping[str, Any], *, today: date) -> Decision:
    if not facts["what"].strip():
        return Decision(_("Say what the appointment is for."))
    if facts["kept"] not in Keeping:
        return Decision(_("Say whether it is to come, was kept, or was not kept."))
    if facts["kept"] != Keeping.TO_COME and facts["on"] > today:
        return Decision(_("This appointment lies ahead. Say whether it was kept once it was."))
    return ALLOWED


def is_whole_fee(facts: Mapping[str, Any], *, today: date) -> Decision:
    if not facts["what"].strip():
        return Decision(_("Say what the fee is for."))
    if facts["amount"] <= 0 or not facts["currency"]:
        return Decision(_("Say how much it is, and in which currency."))
    if not facts["funder"].strip() and facts["project"] is None:
        return Decision(
            _("Say who pays it: a project or a donor. Nobody of the family owes it to us.")
        )
    seen = facts["receipt_seen_on"]
    if seen is not None and seen > today:
        return Decision(_("A receipt is written down as seen once somebody saw it."))
    return ALLOWED


def is_offered(rule: str, *, keys: Collection[str]) -> Decision:
    if rule in keys:
        return ALLOWED
    return Decision(_("Choose a rule of the list, for the country to which they would come."))


def has_applied(applied_on: date | None, *, today: date) -> Decision:
    if applied_on is not None and applied_on > today:
        return Decision(_("Write down the day of the application once it was handed in."))
    return ALLOWED
