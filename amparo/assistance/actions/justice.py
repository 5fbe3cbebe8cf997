"""Her dealings with justice, and the notice to a consulate."""

from datetime import date
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.assistance.models import ConsularNotice, JusticeDate, JusticeFile
from amparo.assistance.policies import justice as policies
from amparo.cases import policies as cases
from amparo.cases.models import Case
from amparo.core import clock
from amparo.core.changes import ChangedMeanwhile, changed_fields
from amparo.people.queries import disclosure

FILE = {
    "file_number",
    "authority",
    "adviser",
    "registration",
    "registration_number",
    "attachments",
    "note",
}
DATE = {"kind", "day", "what", "authority", "outcome", "is_settled"}


@transaction.atomic
def keep_file(*, by: Any, case: Case, seen_version: int, **facts: Any) -> JusticeFile:
    """Say what is known of the investigation, her adviser and the register of victims."""
    held = Case.objects.select_for_update().get(pk=case.pk)
    cases.can_record(held, by=by).or_refuse()
    _only(facts, FILE)
    kept = JusticeFile.objects.filter(case=held).first() or JusticeFile(case=held, version=0)
    kept.case = held
    changed = changed_fields(kept, facts)
    if changed and kept.version != seen_version:
        raise ChangedMeanwhile(kept, changed)
    return _saved(kept, facts, changed, "justice_file_kept", by)


@transaction.atomic
def keep_date(
    *, by: Any, case: Case, entry: JusticeDate | None = None, seen_version: int = 0, **facts: Any
) -> JusticeDate:
    """A hearing, or the last day of a measure or a paper; changed when it moves or is settled."""
    held = Case.objects.select_for_update().get(pk=case.pk)
    cases.can_record(held, by=by).or_refuse()
    _only(facts, DATE)
    if entry is None:
        kept = JusticeDate(case=held, version=0)
        return _saved(kept, facts, sorted(facts), "justice_date_kept", by)
    kept = JusticeDate.objects.get(pk=entry.pk, case=held)
    kept.case = held
    changed = changed_fields(kept, facts)
    if changed and kept.version != seen_version:
        raise ChangedMeanwhile(kept, changed)
    return _saved(kept, facts, changed, "justice_date_kept", by)


@transaction.atomic
def tell_consulate(
    *, by: Any, case: Case, consulate: str, purpose: str, notified_on: date
) -> ConsularNotice:
    """Record that a consulate was told of her. Without her live yes it is refused."""
    held = Case.objects.select_related("person").select_for_update(of=("self",)).get(pk=case.pk)
    today = clock.today()
    policies.can_record_notice(held, by=by, on=notified_on, today=today).or_refuse()
    answers = disclosure.answers_of(held.person)
    # Her yes stood on the day itself, and nobody can lean on one that was given afterwards.
    verdict = policies.her_yes(
        consulate=consulate, purpose=purpose, on=notified_on, answers=answers
    )
    policies.can_tell_consulate(verdict).or_refuse()
    notice = ConsularNotice(
        case=held,
        consent_id=verdict.consent,
        consulate=consulate,
        purpose=purpose,
        notified_on=notified_on,
        notified_by=by,
    )
    notice.save(force_insert=True)
    audit.record("consulate_told", by=by, about=notice, fields=["identity"])
    return notice


def _only(facts: dict[str, Any], known: set[str]) -> None:
    if unknown := set(facts) - known:
        raise TypeError(f"not facts that this action changes: {sorted(unknown)}")


def _saved(kept: Any, facts: dict[str, Any], changed: list[str], verb: str, by: Any) -> Any:
    if not changed:
        return kept
    for name in changed:
        setattr(kept, name, facts[name])
    kept.version += 1
    kept.save()
    if verb == "justice_file_kept":
        audit.record("justice_file_kept", by=by, about=kept, fields=changed)
    else:
        audit.record("justice_date_kept", by=by, about=kept, fields=changed)
    return kept
