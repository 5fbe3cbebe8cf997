"""May this plan be kept, does it still hold, and does the paper give her away? Asks no database."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amparo.cases.enums.safety_plan import MadeWith
from amparo.cases.models import Case
from amparo.cases.models.safety_plan import SafetyPlan
from amparo.cases.policies import can_record
from amparo.cases.policies.risk import can_see
from amparo.cases.telling_words import HARMLESS, TELLING, TOGETHER, WHOLE
from amparo.core.decisions import ALLOWED, Decision

# A word of a name as long as this tells whose paper it is; shorter ones are in every name.
LONG = 5
MOST_LINES, LONGEST_LINE = 8, 60
FEWEST_DIGITS = 7
_DIGITS = re.compile(r"\d(?:[\s().+-]*\d)*")


def can_keep(
    case: Case, *, by: Any, parts: dict[str, str], next_due_on: date, today: date
) -> Decision:
    if not any(words.strip() for words in parts.values()):
        return Decision(_("The plan is empty. Write down at least one part of it."))
    if next_due_on < today:
        return Decision(_("The day on which it is due again cannot lie in the past."))
    return can_record(case, by=by) and can_see(case, by=by)


def is_what_was_seen(newest: SafetyPlan | None, seen: str) -> Decision:
    """A version follows the one that its writer looked at, and none that a colleague kept since."""
    if seen == (str(newest.number) if newest else ""):
        return ALLOWED
    return Decision(
        _(
            "A colleague kept another version meanwhile. It stands below; what you typed is still "
            "here. Compare both with her, then keep yours."
        )
    )


def is_current(plan: SafetyPlan | None, *, on: date, risk_changed: bool) -> Decision:
    """Whether to rely on it on a day. `risk_changed`: her risk was assessed anew since."""
    if plan is None:
        return Decision(_("There is no safety plan yet."))
    if plan.made_with != MadeWith.HER:
        return Decision(_("It was not made with her yet. Talk about it with her."))
    if risk_changed:
        return Decision(_("Her risk changed since. Look at the plan again with her."))
    if plan.next_due_on < on:
        return Decision(_("It was to be looked at again before today."))
    return ALLOWED


# The paper she carries


def has_card(plan: SafetyPlan | None) -> Decision:
    if plan is None or not plan.card_kind:
        return Decision(_("She chose no paper to carry, so there is none to print."))
    return ALLOWED


def fits_a_card(lines: str) -> Decision:
    held = [line for line in lines.splitlines() if line.strip()]
    if len(held) > MOST_LINES or any(len(line.strip()) > LONGEST_LINE for line in held):
        return Decision(
            _("It must be small: %(lines)s lines at most, each of %(letters)s letters at most.")
            % {"lines": MOST_LINES, "letters": LONGEST_LINE}
        )
    return ALLOWED


def is_neutral(words: str, *, ours: Iterable[str]) -> Decision:
    """Nothing on the paper tells of our work. `ours`: names of agencies and of the controller."""
    telling = telling_word(words, ours=ours)
    if telling:
        return Decision(
            _(
                "The word “%(word)s” may tell others where this paper comes from. Whoever finds "
                "it must read nothing in it. Choose another word with her."
            )
            % {"word": telling}
        )
    if any(_counted(number) >= FEWEST_DIGITS for number in _DIGITS.findall(words)):
        return Decision(_("Write a number into its own field: the paper holds one at most."))
    return ALLOWED


def is_a_quiet_number(phone: str, *, known: Iterable[str]) -> Decision:
    """One number, of somebody: none that everybody knows. `known`: lines of this installation."""
    if not phone.strip():
        return ALLOWED
    found = _DIGITS.findall(phone)
    if len(found) != 1 or _counted(found[0]) < FEWEST_DIGITS or re.search(r"[^\W\d_]", phone):
        return Decision(
            _("Write one number of %(digits)s digits or more, and no words.")
            % {"digits": FEWEST_DIGITS}
        )
    digits = re.sub(r"\D", "", phone)
    if any(_same_line(digits, re.sub(r"\D", "", line)) for line in known):
        return Decision(
            _("This is a line that others know. Agree with her on a number that says nothing.")
        )
    return ALLOWED


def telling_word(words: str, *, ours: Iterable[str] = ()) -> str:
    """What tells of our work: the first word, or words side by side; empty where nothing does."""
    # Without what stands in brackets, which no one would say.
    named = [plain(re.sub(r"\(.*?\)", " ", name)) for name in ours]
    spoken = f" {plain(words)} "
    for harmless in HARMLESS:
        if not any(harmless in name for name in named):
            spoken = spoken.replace(f" {harmless} ", " . ")
    names = {word for name in named for word in name.split() if len(word) >= LONG}
    for word in spoken.split():
        if word in WHOLE or word in names or word.startswith(TELLING):
            return word
    together = [*TOGETHER, *filter(None, named)]
    return next((each for each in together if f" {each} " in spoken), "")


def plain(words: str) -> str:
    """Small letters without accents, one space between words."""
    apart = unicodedata.normalize("NFD", words.casefold())
    return " ".join(re.findall(r"[^\W_]+", "".join(c for c in apart if not _is_accent(c))))


def _is_accent(char: str) -> bool:
    return unicodedata.category(char) == "Mn"


def _counted(number: str) -> int:
    return sum(char.isdigit() for char in number)


def _same_line(one: str, other: str) -> bool:
    """Equal in their last ten digits: with or without the number of the country."""
    return bool(other) and one[-10:] == other[-10:]
