"""May a letter be issued, taken out or declared void? Pure: asks no database."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.cases.enums.letter import VoidReason
from amparo.cases.masking import folded, stands_in
from amparo.cases.models import Case, Disclosure, Letter
from amparo.cases.policies.case import can_record
from amparo.core.decisions import ALLOWED, Decision
from amparo.people.models import Person
from amparo.people.names import PARTICLES, every_word
from amparo.people.policies import relations
from amparo.people.policies.relations import Conflict

# A shorter word of a name is a word of many other things too.
SHORTEST = 3


def can_issue(case: Case, *, by: Any) -> Decision:
    return can_record(case, by=by)


def can_go(letter: Letter, *, opened: Collection[str], feared: list[Conflict]) -> Decision:
    """Asked when it is issued, and again each time that it is taken out.

    `opened`: the blocks that its disclosure lets go today. `feared`: whom she fears among those
    who get it.
    """
    return (
        can_rest_on(letter.disclosure, case=letter.case, opened=opened)
        and still_holds(letter, opened=opened)
        and is_addressed(letter.disclosure, letter.addressee)
        and says_nothing_of_her(letter)
        and relations.may_receive(feared)
    )


def can_rest_on(disclosure: Disclosure | None, *, case: Case, opened: Collection[str]) -> Decision:
    """What a letter says of her rests on a disclosure that stands today; or it says nothing of her.

    `opened`: the blocks that the disclosure lets go today.
    """
    if disclosure is None:
        return ALLOWED
    if disclosure.case_id != case.pk:
        return Decision(_("A letter rests on a disclosure of its own case."))
    if not opened:
        return Decision(
            _(
                "This disclosure does not stand today, so nothing of her may go. Choose another "
                "one, or write a letter that says nothing of her."
            )
        )
    return ALLOWED


def still_holds(letter: Letter, *, opened: Collection[str]) -> Decision:
    """Its words do not change, so all that it could say must still be free to go."""
    if letter.disclosure is None:
        return ALLOWED
    # Of one that was issued before that was kept, all that was decided.
    if set(letter.blocks or letter.disclosure.blocks) <= set(opened):
        return ALLOWED
    return Decision(
        _(
            "Something that this letter could say when it was issued may not go any more. Declare "
            "it void, and write another one of what may still go."
        )
    )


def is_addressed(disclosure: Disclosure | None, addressee: str) -> Decision:
    """Where it was decided for one by name, the letter goes to that one."""
    if disclosure is None or not folded(disclosure.recipient_name):
        return ALLOWED
    if stands_in(addressee, disclosure.recipient_name):
        return ALLOWED
    return Decision(
        _(
            "This disclosure was decided for one recipient by name, and that name does not stand "
            "in «To whom». Write it there as the disclosure has it, or choose the disclosure "
            "that was decided for this addressee."
        )
    )


def says_nothing_of_her(letter: Letter) -> Decision:
    """A letter that rests on nothing has no word of her names in it."""
    if letter.disclosure is not None:
        return ALLOWED
    said = [letter.place, letter.addressee, letter.body, letter.copies]
    if not words_of_her(letter.case.person) & every_word(folded("\n".join(said))):
        return ALLOWED
    return Decision(
        _(
            "A word of her name stands in this letter, and nothing lets it go. Choose the "
            "disclosure on which it rests, or take the word out. If it is the name of somebody "
            "else, write the office without it."
        )
    )


def words_of_her(person: Person) -> set[str]:
    names = [person.given_names, person.paternal_surname, person.maternal_surname, person.known_as]
    found = every_word(folded("\n".join(names))) - PARTICLES
    return {word for word in found if len(word) >= SHORTEST}


def can_take_out(
    letter: Letter, *, by: Any, opened: Collection[str], feared: list[Conflict]
) -> Decision:
    if by.agency_id != letter.agency_id:
        return Decision(_("Only the agency that wrote this letter can take it out."))
    may = agencies.may(by, Permission.REVEAL_IDENTITY)
    if may and letter.void_at is not None:
        return Decision(
            _(
                "A void letter is not taken out any more: nobody should receive it. Its folio "
                "stays in the register."
            )
        )
    return may and can_go(letter, opened=opened, feared=feared)


def can_void(letter: Letter, *, by: Any, reason: str, words: str = "") -> Decision:
    if letter.void_at is not None:
        return Decision(_("This letter is void already."))
    if reason not in VoidReason:
        return Decision(_("Say why the letter is void. Its folio is not given again."))
    if reason == VoidReason.NOT_SENT and letter.taken_out_at is not None and not words.strip():
        return Decision(
            _(
                "This letter was taken out, so it may have gone. Say how it is known that it was "
                "not sent, or choose another reason."
            )
        )
    return can_record(letter.case, by=by)
