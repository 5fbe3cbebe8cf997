"""Her yes to being announced where she returns to. Pure: asks no database."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from amparo.core.decisions import ALLOWED, Decision
from amparo.people.enums import Block, Purpose, Recipient
from amparo.people.policies import disclosure


def verdicts(
    office: str, *, on: date, answers: Iterable[disclosure.Answered]
) -> list[disclosure.Verdict]:
    """What she answered about her identity, to this office by its name."""
    held = list(answers)
    found = []
    for recipient in (Recipient.OTHER, Recipient.AGENCY):
        asked = disclosure.Asked(recipient, Purpose.RETURN, on, office)
        said = disclosure.decide(asked, disclosure.ByConsent(), answers=held)
        found += [each for each in said if each.block == Block.IDENTITY]
    return found


def lives(office: str, *, on: date, answers: Iterable[disclosure.Answered]) -> Decision:
    """A yes that lasts until the day she sets out. A no to this office, on either list, ends it."""
    found = verdicts(office, on=on, answers=answers)
    if any(each.goes for each in found) and not any(each.is_refused for each in found):
        return ALLOWED
    said = next((each for each in found if each.is_refused), found[0])
    return Decision(
        _(
            "There is no yes of hers that lasts until she sets out. %(reason)s Ask her, and record "
            "her answer on the page of consents: identity, to return home, for the other office by "
            "its name."
        )
        % {"reason": said.reason}
    )
