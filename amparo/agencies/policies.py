"""May a member do this now? Pure: asks no database."""

from django.utils.translation import gettext as _

from amparo.agencies.roles import WORDS, Permission
from amparo.core.decisions import ALLOWED, Decision


def may(member, permission: Permission) -> Decision:
    """A role either carries a permission or says which one is missing."""
    if member.may(permission):
        return ALLOWED
    return Decision(
        _("Your role does not allow you to %(what)s. Ask your coordinator if you need it.")
        % {"what": WORDS[permission]}
    )
