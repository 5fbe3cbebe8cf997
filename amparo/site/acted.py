"""When she last saved something, told to her own browser: which process answers next is open."""

import time

from django.conf import settings

COOKIE = "saved"
SECONDS = 90


def note(response) -> None:
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(
        COOKIE, str(time.time()), max_age=SECONDS, httponly=True, samesite="Lax", secure=secure
    )


def when(request) -> float:
    """Whatever a browser sends, it makes us count anew at most."""
    try:
        return float(request.COOKIES.get(COOKIE, ""))
    except ValueError:
        return 0
