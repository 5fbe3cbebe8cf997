"""What every page knows: the neutral name, whether this is a demonstration, who is signed in."""

from django.conf import settings

from amparo.agencies.roles import Permission
from amparo.site import menu
from amparo.site.backups import making


def everywhere(request):
    member = getattr(request, "member", None)
    return {
        "displayed_name": settings.DISPLAYED_NAME,
        "demonstration": settings.DEMONSTRATION,
        "idle_seconds": settings.IDLE_SECONDS,
        "member": member,
        "menu": menu.entries(member),
        "backup_is_late": _backup_is_late(request, member),
    }


def _backup_is_late(request, member) -> bool:
    """Said to administrators on every page, and to everyone else where they come in."""
    if settings.DEMONSTRATION or member is None:
        return False
    concerned = request.path == "/" or member.may(Permission.MANAGE_MEMBERS)
    return concerned and making.is_late()
