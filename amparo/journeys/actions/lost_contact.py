"""When she is not reached any more: steps, and the end. Nothing here sends anything to anybody."""

from typing import Any

from django.db import transaction

from amparo import audit
from amparo.core import clock
from amparo.journeys.actions.reintegration import close
from amparo.journeys.enums.lost_contact import SearchEnd, Step, Tried
from amparo.journeys.enums.reintegration import Ending
from amparo.journeys.models import LostContact, LostContactStep, Reintegration
from amparo.journeys.policies import lost_contact as policies
from amparo.journeys.queries import lost_contact as queries


@transaction.atomic
def begin(*, by: Any, reintegration: Reintegration) -> LostContact:
    """Say that contact with her is lost, once a visit is late and attempts were in vain."""
    rows = Reintegration.objects.select_related("case__person")
    held = rows.select_for_update(of=("self",)).get(pk=reintegration.pk)
    policies.can_begin_search(
        held,
        by=by,
        overdue=queries.late_since(held) is not None,
        attempts=queries.attempts(held),
        searching=queries.open_search(held) is not None,
    ).or_refuse()
    search = LostContact(
        reintegration=held, begun_at=clock.now(), begun_on=clock.today(), begun_by=by
    )
    search.save(force_insert=True)
    audit.record("contact_lost", by=by, about=search)
    return search


@transaction.atomic
def take_step(
    *, by: Any, search: LostContact, step: str, tried: str, note: str = ""
) -> LostContactStep:
    """Write down a step that was taken, or that her rules do not open."""
    held = _locked(search)
    policies.can_take_step(
        held,
        by=by,
        step=step,
        tried=tried,
        taken=queries.taken(held),
        used=queries.used_since(held),
        opened=queries.opened(held.reintegration),
    ).or_refuse()
    made = LostContactStep(
        lost_contact=held, step=Step(step), tried=Tried(tried), done_on=clock.today(), done_by=by
    )
    made.note = note
    made.save(force_insert=True)
    audit.record("search_step_taken", by=by, about=held, detail={"step": str(made.step)})
    return made


@transaction.atomic
def found(*, by: Any, search: LostContact) -> LostContact:
    """She is in contact again. Accompanying her goes on."""
    held = _locked(search)
    policies.can_say_found(held, by=by).or_refuse()
    held.end, held.ended_on, held.ended_by = SearchEnd.FOUND, clock.today(), by
    held.save(update_fields=["end", "ended_on", "ended_by"])
    audit.record("contact_found", by=by, about=held)
    return held


@transaction.atomic
def let_be(*, by: Any, search: LostContact, words: str) -> LostContact:
    """Close as lost, which ends accompanying her. If she comes back it begins anew."""
    held = _locked(search)
    policies.can_let_be(held, by=by, taken=queries.taken(held), words=words).or_refuse()
    close(held.reintegration, by=by, ending=Ending.LOST, words=words)
    held.refresh_from_db()
    audit.record("contact_let_be", by=by, about=held)
    return held


def _locked(search: LostContact) -> LostContact:
    rows = LostContact.objects.select_related("reintegration__case__person")
    return rows.select_for_update(of=("self",)).get(pk=search.pk)
