"""The notice in the languages of those served here: brought in by one, reviewed by another."""

from typing import Any

from django.db import transaction

from amparo import audit
from amparo.core import clock
from amparo.people import notice
from amparo.people.models import NoticeTranslation
from amparo.people.policies import translation as policies
from amparo.people.sound import Sound


@transaction.atomic
def upload_translation(
    *, by: Any, language: str, translated_by: str, text: str = "", sound: Sound | None = None
) -> NoticeTranslation:
    """Keep a translation of today's Spanish. Nobody is shown it before a second person reviews."""
    policies.can_upload(
        by=by, language=language, text=text, has_sound=sound is not None, who=translated_by
    ).or_refuse()
    made = NoticeTranslation.objects.create(
        language=language,
        version=notice.CURRENT,
        spanish_sha256=notice.spanish_digest(),
        text=text,
        sound=sound.content if sound else None,
        seconds=sound.seconds if sound else 0,
        translated_by=translated_by,
        uploaded_by=by,
        uploaded_at=clock.now(),
    )
    audit.record("translation_uploaded", by=by, about=made, detail=_of(made))
    return made


@transaction.atomic
def review_translation(*, by: Any, translation: NoticeTranslation, speaks: bool) -> None:
    """Let it be read and played. The one before it in that language is no longer shown."""
    held = _held(translation)
    spanish = notice.spanish_digest()
    policies.can_review(held, by=by, spanish=spanish, speaks=speaks).or_refuse()
    held.reviewed_by, held.reviewed_at = by, clock.now()
    held.save(update_fields=["reviewed_by", "reviewed_at"])
    audit.record("translation_reviewed", by=by, about=held, detail=_of(held))


@transaction.atomic
def take_translation_back(*, by: Any, translation: NoticeTranslation) -> None:
    """Show and play it no more. The log keeps that it was there."""
    held = _held(translation)
    policies.can_take_back(held, by=by).or_refuse()
    held.taken_back_by, held.taken_back_at = by, clock.now()
    held.save(update_fields=["taken_back_by", "taken_back_at"])
    audit.record("translation_taken_back", by=by, about=held, detail=_of(held))


def _held(translation: NoticeTranslation) -> NoticeTranslation:
    rows = NoticeTranslation.objects.select_for_update(of=("self",)).defer("sound")
    return rows.get(pk=translation.pk)


def _of(translation: NoticeTranslation) -> dict[str, str]:
    return {"language": translation.language, "version": translation.version}
