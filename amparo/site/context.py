"""What every page knows: the neutral name, whether this is a demonstration, who is signed in."""

from django.conf import settings
from django.db import DatabaseError, connection

from amparo.agencies.roles import Permission
from amparo.cases.queries import due_number
from amparo.core import clock
from amparo.site import acted, menu
from amparo.site.backups import making


def everywhere(request):
    member = getattr(request, "member", None)
    return {
        "displayed_name": settings.DISPLAYED_NAME,
        "demonstration": settings.DEMONSTRATION,
        "idle_seconds": settings.IDLE_SECONDS,
        "member": member,
        "menu": menu.entries(member),
        # Asked where it is shown alone: a sheet and a mail have no menu.
        "due_number": lambda: _due(request, member),
        "backup_is_late": _backup_is_late(request, member),
    }


def _backup_is_late(request, member) -> bool:
    """Said to administrators on every page, and to everyone else where they come in."""
    if settings.DEMONSTRATION or member is None:
        return False
    concerned = request.path == "/" or member.may(Permission.MANAGE_MEMBERS)
    return concerned and making.is_late()


def _due(request, member) -> int:
    """A page that says what went wrong must not go wrong over a number."""
    if member is None or not member.opens_cases or connection.needs_rollback:
        return 0
    try:
        visit, acted_at = request.session, acted.when(request)
        return due_number.number(visit, member, on=clock.today(), acted=acted_at)
    except DatabaseError:
        return 0
