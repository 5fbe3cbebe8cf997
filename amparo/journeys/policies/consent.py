"""Her yes to what the other office learns of her, on either way. Pure: asks no database."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from amparo.core.decisions import ALLOWED, Decision
from amparo.journeys.enums import Pathway
from amparo.people.enums import Block, Purpose, Recipient
from amparo.people.policies import disclosure

# What she is asked for, by the way she takes.
PURPOSES = {Pathway.RETURN: Purpose.RETURN, Pathway.FAMILY: Purpose.FAMILY}


def verdicts(
    office: str,
    *,
    on: date,
    answers: Iterable[disclosure.Answered],
    pathway: str = Pathway.RETURN,
) -> list[disclosure.Verdict]:
    """What she answered about her identity, to this office by its name."""
    held = list(answers)
    found = []
    for recipient in (Recipient.OTHER, Recipient.AGENCY):
        asked = disclosure.Asked(recipient, PURPOSES[pathway], on, office)
        said = disclosure.decide(asked, disclosure.ByConsent(), answers=held)
        found += [each for each in said if each.block == Block.IDENTITY]
    return found


def lives(
    office: str,
    *,
    on: date,
    answers: Iterable[disclosure.Answered],
    pathway: str = Pathway.RETURN,
) -> Decision:
    """A yes that lasts until the day of departure. A no to this office, on either list, ends it."""
    found = verdicts(office, on=on, answers=answers, pathway=pathway)
    if any(each.goes for each in found) and not any(each.is_refused for each in found):
        return ALLOWED
    said = next((each for each in found if each.is_refused), found[0])
    if pathway == Pathway.FAMILY:
        return Decision(
            _(
                "There is no yes of hers that lasts until her family sets out. %(reason)s Ask her, "
                "and record her answer on the page of consents: identity, that her family comes to "
                "her, for the other office by its name."
            )
            % {"reason": said.reason}
        )
    return Decision(
        _(
            "There is no yes of hers that lasts until she sets out. %(reason)s Ask her, and record "
            "her answer on the page of consents: identity, to return home, for the other office by "
            "its name."
        )
        % {"reason": said.reason}
    )
