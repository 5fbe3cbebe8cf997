"""Who asks, for how long, and with which factors."""

from datetime import datetime, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from amparo.agencies import enrolment, queries
from amparo.core import clock

REFRESH = timedelta(seconds=30)


def keep_language(request, answer, language: str) -> None:
    """Let the browser remember in which language its reader reads."""
    if request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) != language:
        secure = settings.SESSION_COOKIE_SECURE
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax", secure=secure)


class CurrentMember:
    """Sets request.member, the language she chose and the hours of where she works."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.member = request.user if request.user.is_authenticated else None
        if request.member is not None and not request.member.is_ours:
            _forget(request)
        if request.member is not None:
            translation.activate(request.member.language)
            request.LANGUAGE_CODE = request.member.language
        # UTC is what is stored; a page or a sheet of paper says what the clock on the wall says.
        with timezone.override(_hours_of(request.member)):
            answer = self.get_response(request)
        if request.member is not None:
            # While the key ring is locked nobody is known, and she is still told in her language.
            keep_language(request, answer, request.member.language)
        return answer

    def process_view(self, request, view, args, kwargs):
        """A form may take its time to arrive. Who she is counts when all of it is here, which it is
        by now: its token was read out of it."""
        if request.member is None or request.method in ("GET", "HEAD"):
            return None
        request.member = queries.still_here(request.member, request.session.session_key)
        if request.member is not None:
            request.user = request.member
            return None
        _forget(request)
        return redirect(f"{settings.LOGIN_URL}?{_onward(request)}")


def _hours_of(member) -> ZoneInfo:
    return clock.programme_zone() if member is None else ZoneInfo(member.agency.zone)


def _forget(request) -> None:
    """Nobody is there: her visit ended, or her row is not as this site wrote it."""
    request.session.flush()
    request.user, request.member = AnonymousUser(), None


class SessionEnds:
    """Ten minutes without activity, eight hours at most; what was typed is kept as a draft."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.member is None:
            return self.get_response(request)
        now, session = clock.now(), request.session
        began = _moment(session.get("began_at")) or now
        seen = _moment(session.get("seen_at")) or now
        idle, age = timedelta(seconds=settings.IDLE_SECONDS), timedelta(hours=8)
        if now - seen > idle or now - began > age:
            logout(request)
            request.member = None
            messages.info(
                request,
                _(
                    "You were signed out because nothing happened for ten minutes, or after eight "
                    "hours. What you had typed was kept and will be offered again."
                ),
            )
            return redirect(f"{settings.LOGIN_URL}?{_onward(request)}")
        # A page that looks again by itself is nobody's activity.
        is_somebody = "X-By-Itself" not in request.headers
        is_due = now - seen > REFRESH and is_somebody
        if is_due or "began_at" not in session or "seen_at" not in session:
            session["began_at"], session["seen_at"] = began.isoformat(), now.isoformat()
        return self.get_response(request)


def _onward(request) -> str:
    """Back to the page that was open; an address for forms alone has no page."""
    return urlencode({"next": request.path if request.method == "GET" else "/"})


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


class SecondFactor:
    """Who needs a second factor and has none reaches the page that sets one up, and no other.

    That page too wants more than a password: a link that was mailed, or a code (see `enrolment`).
    """

    OPEN = {
        "account_login",
        "account_logout",
        "account_inactive",
        "account_reauthenticate",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "account_first_factor",
        "site:health",
        "site:language",
    }
    SETTING_UP = {"mfa_activate_totp", "mfa_add_webauthn"}

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        member, page = request.member, request.resolver_match.view_name
        if member is None or request.session.get("has_second_factor") or not member.needs_factor:
            return None
        if queries.has_second_factor(member):
            request.session["has_second_factor"] = True
            return None
        if page in self.OPEN or (page in self.SETTING_UP and enrolment.is_allowed(request)):
            return None
        return redirect("account_first_factor")
