"""May this happen now? Pure: asks no database."""

from django.utils.translation import gettext as _

from amparo.agencies import OPERATOR
from amparo.agencies.roles import Permission
from amparo.core.decisions import ALLOWED, Decision


def can_load_places(*, by) -> Decision:
    """The shipped places come with the installation, so those who keep it running load them."""
    if by is OPERATOR or by.may(Permission.MANAGE_MEMBERS):
        return ALLOWED
    return Decision(
        _("Only an administrator loads the shipped places. Ask her if a place is missing.")
    )
