"""May this happen now? Pure: asks no database."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.core.decisions import Decision
from amparo.releases.enums import State
from amparo.releases.models import Release


def can_propose(*, by: Any) -> Decision:
    return agencies.may(by, Permission.PROPOSE_RELEASE)


def can_review(release: Release, *, by: Any, reviewed_by: Collection[Any]) -> Decision:
    if release.state != State.PROPOSED:
        return Decision(_("This release is no longer waiting for approval."))
    if by.id == release.proposed_by_id:
        return Decision(_("Whoever proposed a release cannot approve it."))
    if by.id in reviewed_by:
        return Decision(_("You have already answered; a second person has to look as well."))
    return agencies.may(by, Permission.APPROVE_RELEASE)


def can_publish(release: Release, *, published_since: bool) -> Decision:
    """The figures were judged against every release that readers hold, or they stay in."""
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
