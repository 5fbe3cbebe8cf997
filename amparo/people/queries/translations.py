"""How the notice stands in each language: what may be shown, and what waits for a second person."""

from dataclasses import dataclass
from typing import Any

from amparo.people import notice
from amparo.people.enums.translation import Tongue
from amparo.people.models import NoticeTranslation, Person
from amparo.people.policies import translation as policies


@dataclass(frozen=True)
class Slot:
    """One language: what is shown of it, or the words that say why nothing is."""

    code: str
    label: str
    shown: NoticeTranslation | None
    why_not: str
    is_hers: bool = False
    # Told by the database, so that no recording is fetched to make a list.
    has_sound: bool = False


def slots(person: Person | None = None) -> list[Slot]:
    """Every language; those that a person speaks come first."""
    spoken = set(person.languages) if person else set()
    latest: dict[str, NoticeTranslation] = {}
    for each in _all().filter(reviewed_at__isnull=False, taken_back_at__isnull=True):
        latest.setdefault(each.language, each)
    found = [_slot(tongue, latest.get(tongue), tongue in spoken) for tongue in Tongue]
    return sorted(found, key=lambda slot: not slot.is_hers)


def slot_of(code: str) -> Slot | None:
    return next((slot for slot in slots() if slot.code == code), None)


def waiting() -> list[NoticeTranslation]:
    """What nobody has reviewed yet, for who keeps translations."""
    return list(_all().filter(reviewed_at__isnull=True, taken_back_at__isnull=True))


def _all() -> Any:
    found = NoticeTranslation.objects.select_related("uploaded_by", "reviewed_by").defer("sound")
    return found.order_by("language", "-reviewed_at", "-uploaded_at")


def _slot(tongue: Tongue, held: NoticeTranslation | None, is_hers: bool) -> Slot:
    spanish = notice.spanish_digest()
    if held is None:
        held = NoticeTranslation(language=tongue)
    may = policies.is_shown(held, spanish=spanish)
    return Slot(
        code=tongue.value,
        label=str(tongue.label),
        shown=held if may else None,
        why_not=str(may.reason or ""),
        is_hers=is_hers,
        has_sound=held.seconds > 0,
    )
