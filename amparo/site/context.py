"""What every page knows: the neutral name, whether this is a demonstration, who is signed in."""

from django.conf import settings

from amparo.site import menu


def everywhere(request):
    member = getattr(request, "member", None)
    return {
        "displayed_name": settings.DISPLAYED_NAME,
        "demonstration": settings.DEMONSTRATION,
        "idle_seconds": settings.IDLE_SECONDS,
        "member": member,
        "menu": menu.entries(member),
    }
