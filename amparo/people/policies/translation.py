"""May a translation of the notice be kept, shown, taken back? Pure: asks no database."""

from typing import Any

from django.utils.translation import gettext as _

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.core.decisions import ALLOWED, Decision
from amparo.people.enums.translation import Tongue
from amparo.people.models import NoticeTranslation


def can_keep(*, by: Any) -> Decision:
    return agencies.may(by, Permission.KEEP_TRANSLATIONS)


def can_upload(*, by: Any, language: str, text: str, has_sound: bool, who: str) -> Decision:
    if language not in Tongue:
        return Decision(_("Choose one of the languages of the list."))
    if not text.strip() and not has_sound:
        return Decision(_("There is neither a text nor a recording, so there is nothing to keep."))
    if not who.strip():
        return Decision(
            _("Say who translated it: a person. Nothing that a machine translated is kept here.")
        )
    return can_keep(by=by)


def can_review(translation: NoticeTranslation, *, by: Any, spanish: str, speaks: bool) -> Decision:
    """`spanish`: the digest of today's Spanish. `speaks`: she says that she speaks the language, or
    that somebody who does compared it beside her."""
    if translation.reviewed_at is not None or translation.taken_back_at is not None:
        return Decision(_("This translation was answered before; nothing more is needed."))
    if translation.uploaded_by_id == by.pk:
        return Decision(_("Nobody reviews what she brought in herself. Somebody else must do it."))
    if translation.spanish_sha256 != spanish:
        return Decision(
            _("The Spanish changed since this was translated. Ask for it to be translated anew.")
        )
    if not speaks:
        return Decision(
            _("Only who speaks the language, or has somebody beside her who does, can compare it.")
        )
    return can_keep(by=by)


def can_take_back(translation: NoticeTranslation, *, by: Any) -> Decision:
    if translation.taken_back_at is not None:
        return Decision(_("This translation was taken back before; nothing more is needed."))
    return can_keep(by=by)


def is_shown(translation: NoticeTranslation, *, spanish: str) -> Decision:
    """Whether it is read or played to somebody who is asked for her consent."""
    if translation.taken_back_at is not None or translation.reviewed_at is None:
        return Decision(_("Not recorded yet"))
    if translation.spanish_sha256 != spanish:
        return Decision(_("Out of date: the Spanish changed"))
    return ALLOWED
