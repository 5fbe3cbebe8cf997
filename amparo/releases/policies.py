"""May this happen now? Pure: asks no database."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.core.decisions import Decision
from amparo.releases.enums import State
from amparo.releases.models import Release

OVERLAPPING = gettext_lazy(
    "A place that holds this one, or that it holds, has figures published already. Readers could "
    "subtract the two, and what is left may be a few people. Until both can be judged together, "
    "only one of them is published with a breakdown."
)


ENDED = gettext_lazy(
    "Since this was counted, somebody's consent to be counted ended. Nobody is "
    "published against her will: count anew, and propose the new figures."
)


def can_propose(
    *,
    by: Any,
    consents_ended: bool = False,
    overlapping: bool = False,
    other_definition: bool = False,
) -> Decision:
    if consents_ended:
        return Decision(ENDED)
    if overlapping:
        return Decision(OVERLAPPING)
    if other_definition:
        return Decision(
            _(
                "Figures of this place were published under another definition. Readers would "
                "take the change of definition for a change of people. Count under the definition "
                "that was published."
            )
        )
    return agencies.may(by, Permission.PROPOSE_RELEASE)


def can_review(release: Release, *, by: Any, reviewed_by: Collection[Any]) -> Decision:
    if release.state != State.PROPOSED:
        return Decision(_("This release is no longer waiting for approval."))
    if by.id == release.proposed_by_id:
        return Decision(_("Whoever proposed a release cannot approve it."))
    if by.id in reviewed_by:
        return Decision(_("You have already answered; a second person has to look as well."))
    return agencies.may(by, Permission.APPROVE_RELEASE)


def can_publish(
    release: Release,
    *,
    published_since: bool,
    consents_ended: bool = False,
    overlapping: bool = False,
) -> Decision:
    """The figures were judged against every release that readers hold, or they stay in."""
    if consents_ended:
        return Decision(ENDED)
    if overlapping:
        return Decision(OVERLAPPING)
    if published_since:
        return Decision(
            _(
                "Another release was published since this one was judged. Together they might show "
                "a single person, so this one has to be proposed anew."
            )
        )
    if release.judged["decision"] != "publish":
        return Decision(_("The rules refuse these figures; nobody can let them out."))
    return Decision()
