"""The door to a translation: what was reviewed is for every member, the rest for who keeps them."""

from typing import Any
from uuid import UUID

from django.http import Http404

from amparo.agencies.roles import Permission
from amparo.people import notice
from amparo.people.models import NoticeTranslation
from amparo.people.policies import translation as policies


def get_translation_or_404(member: Any, translation_id: UUID) -> NoticeTranslation:
    found = NoticeTranslation.objects.select_related("uploaded_by", "reviewed_by").defer("sound")
    translation = found.filter(pk=translation_id).first()
    if translation is None or not (
        member.may(Permission.KEEP_TRANSLATIONS)
        or policies.is_shown(translation, spanish=notice.spanish_digest())
    ):
        raise Http404
    return translation
