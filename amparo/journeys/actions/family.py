"""Preparing that her family comes to her: who they are, what they say, what each needs."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Member
from amparo.assistance.policies.ledger import fits
from amparo.core import clock
from amparo.core.changes import ChangedMeanwhile, changed_fields
from amparo.journeys.actions import steps
from amparo.journeys.actions.preparing import locked
from amparo.journeys.enums import Keeping, Ordered, RelativeSays, StepKind
from amparo.journeys.models import (
    Appointment,
    FamilyPlan,
    Fee,
    Journey,
    Relative,
    RelativeConsent,
    RelativePaper,
    Step,
)
from amparo.journeys.policies import entitlement
from amparo.journeys.policies import family as policies
from amparo.journeys.queries import family as queries
from amparo.journeys.queries import family_gates, gates
from amparo.projects.models import Project


@transaction.atomic
def choose_rule(
    *,
    by: Any,
    journey: Journey,
    rule: str,
    applied_on: date | None = None,
    seen_version: int = 0,
) -> FamilyPlan:
    """By which version of which rule the family comes, and when it was applied for."""
    held = _held_for_change(journey, by=by)
    plan = _plan_for_change(held)
    keys = {each.key for each in queries.offered(held, plan)}
    policies.is_offered(rule, keys=keys).or_refuse()
    policies.has_applied(applied_on, today=clock.today()).or_refuse()
    changed = _changed(plan, {"rule": rule, "applied_on": applied_on}, seen_version)
    if changed:
        plan.rule, plan.applied_on = rule, applied_on
        plan.version += 1
        plan.save()
        audit.record("family_rule_chosen", by=by, about=plan, fields=changed)
    return plan


def _plan_for_change(journey: Journey) -> FamilyPlan:
    """Binds the journey to the version by which its first relative was written down."""
    held = queries.plan(journey)
    if held is None:
        held = FamilyPlan(journey=journey, rule=queries.rule(journey, None).key, version=0)
        held.save(force_insert=True)
    return held


@transaction.atomic
def keep_relative(
    *,
    by: Any,
    journey: Journey,
    relative: Relative | None = None,
    seen_version: int = 0,
    **facts: Any,
) -> Relative:
    """Write down a relative who would travel, or what changed about one. Nobody of a name that
    she fears."""
    held = _held_for_change(journey, by=by)
    _plan_for_change(held)
    if relative is None:
        row = Relative(journey=held, version=0, ordered=Ordered.UNKNOWN)
        row.number = _next_number(held)
        policies.has_room(row.number).or_refuse()
        row.recorded_by = by if isinstance(by, Member) else None
        row.recorded_at = clock.now()
    else:
        row = _relative_for_change(held, relative, by=by)
    changed = _changed(row, facts, seen_version)
    if changed:
        was_asked = RelativeConsent.objects.filter(relative=row).exists()
        was_asked = was_asked or _was_announced(held, row)
        policies.is_the_same(changed, was_asked=was_asked).or_refuse()
        for name in changed:
            setattr(row, name, facts[name])
        _whole(held, row)
        row.version += 1
        row.save()
        audit.record("relative_kept", by=by, about=row, fields=changed)
    return row


def _whole(held: Journey, row: Relative) -> None:
    on = family_gates.last_day(held)
    facts = {field.name: getattr(row, field.name) for field in row._meta.fields}
    policies.is_whole_relative(
        facts,
        others=queries.grown(held, on=on, besides=row),
        feared=gates.feared(held.case, row.name),
        today=clock.today(),
    ).or_refuse()


def _was_announced(held: Journey, row: Relative) -> bool:
    """Whether the other office was asked for this relative: it knows who it is by the number."""
    asked = Step.objects.filter(journey=held, side=held.side, kind=StepKind.REQUEST)
    return any(row.number == each["number"] for step in asked for each in step.facts["relatives"])


def _next_number(held: Journey) -> int:
    """A number is given once: the other office knows by it who stays."""
    last = held.relatives.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


@transaction.atomic
def let_stay(*, by: Any, journey: Journey, relative: Relative) -> Relative:
    """A relative does not travel. What was written down stays, so that a no is not forgotten."""
    held = _held_for_change(journey, by=by)
    row = _relative_for_change(held, relative, by=by)
    row.stays_since = clock.now()
    row.version += 1
    row.save(update_fields=["stays_since", "version"])
    Relative.objects.filter(travels_with=row).update(travels_with=None)
    audit.record("relative_stays", by=by, about=row)
    return row


@transaction.atomic
def keep_word(
    *,
    by: Any,
    journey: Journey,
    relative: Relative,
    asked_on: date,
    asked_by: str,
    language: str,
    told: list[str],
    says: str,
    representative: str = "",
    child_view: str = "",
) -> RelativeConsent:
    """Keep what a relative says, told all. It is never changed; the newest counts."""
    held = locked(journey)
    row = _row(held, relative)
    policies.can_keep_their_word(row, by=by, says=says).or_refuse()
    facts = {
        "asked_on": asked_on, "asked_by": asked_by, "language": language, "told": sorted(told),
        "says": says, "representative": representative, "child_view": child_view,
    }  # fmt: skip
    child = entitlement.is_child(row.born_on, days=(clock.today(), family_gates.last_day(held)))
    policies.is_whole_consent(facts, is_child=child, today=clock.today()).or_refuse()
    word = _kept(RelativeConsent(relative=row, **facts), by)
    if says != RelativeSays.YES:
        # What lies here sealed with the name of who said no is never sent.
        steps.let_go_what_waits(held)
    audit.record("relative_asked", by=by, about=word, detail={"says": str(says)})
    return word


@transaction.atomic
def keep_paper(
    *,
    by: Any,
    journey: Journey,
    relative: Relative,
    code: str,
    seen_version: int = 0,
    **facts: Any,
) -> RelativePaper:
    """How far one of the papers is that the rule asks of this relative."""
    held = _held_for_change(journey, by=by)
    row = _relative_for_change(held, relative, by=by)
    travels = family_gates.prepared(held).of(row.pk)
    listed = travels.papers if travels else []
    policies.is_asked(code, by_rule=listed).or_refuse()
    paper = next(each for each in listed if each.code == code)
    changed = _changed(paper, facts, seen_version)
    if changed:
        for name in changed:
            setattr(paper, name, facts[name])
        now = {field.name: getattr(paper, field.name) for field in paper._meta.fields}
        policies.is_whole_paper(now, expires=paper.expires, today=clock.today()).or_refuse()
        paper.version += 1
        paper.save()
        detail = {"code": code, "state": str(paper.state)}
        audit.record("relative_paper_kept", by=by, about=paper, fields=changed, detail=detail)
    return paper


@transaction.atomic
def keep_appointment(
    *,
    by: Any,
    journey: Journey,
    relative: Relative,
    appointment: Appointment | None = None,
    **facts: Any,
) -> Appointment:
    """Where a relative has to be, what for, and whether that came about."""
    held = _held_for_change(journey, by=by)
    row = _relative_for_change(held, relative, by=by)
    if appointment is None:
        kept = Appointment(relative=row, kept=Keeping.TO_COME, recorded_at=clock.now())
        kept.recorded_by = by if isinstance(by, Member) else None
    else:
        kept = Appointment.objects.get(pk=appointment.pk, relative=row)
        kept.relative = row
    changed = changed_fields(kept, facts)
    for name in changed:
        setattr(kept, name, facts[name])
    now = {field.name: getattr(kept, field.name) for field in kept._meta.fields}
    policies.is_whole_appointment(now, today=clock.today()).or_refuse()
    if changed:
        kept.save()
        audit.record("relative_appointment_kept", by=by, about=kept, fields=changed)
    return kept


@transaction.atomic
def keep_fee(
    *,
    by: Any,
    journey: Journey,
    relative: Relative,
    what: str,
    amount: Decimal,
    currency: str,
    funder: str = "",
    project: Project | None = None,
    receipt_seen_on: date | None = None,
) -> Fee:
    """What something costs for a relative, and who pays it. Nothing is paid here."""
    held = _held_for_change(journey, by=by)
    row = _relative_for_change(held, relative, by=by)
    facts = {
        "what": what, "amount": amount, "currency": currency, "funder": funder,
        "project": project, "receipt_seen_on": receipt_seen_on,
    }  # fmt: skip
    policies.is_whole_fee(facts, today=clock.today()).or_refuse()
    if project is not None:
        theirs = set(
            Project.objects.filter(agencies=held.case.agency_id).values_list("pk", flat=True)
        )
        fits([project], theirs=theirs, given_on=receipt_seen_on or clock.today()).or_refuse()
    fee = _kept(Fee(relative=row, **facts), by)
    audit.record("relative_fee_kept", by=by, about=fee, fields=sorted(facts))
    return fee


@transaction.atomic
def see_receipt(*, by: Any, journey: Journey, relative: Relative, fee: Fee) -> Fee:
    """Somebody saw the receipt today."""
    held = _held_for_change(journey, by=by)
    row = _relative_for_change(held, relative, by=by)
    kept = Fee.objects.get(pk=fee.pk, relative=row)
    kept.relative, kept.receipt_seen_on = row, clock.today()
    kept.save(update_fields=["receipt_seen_on"])
    audit.record("relative_fee_kept", by=by, about=kept, fields=["receipt_seen_on"])
    return kept


def _held_for_change(journey: Journey, *, by: Any) -> Journey:
    held = locked(journey)
    policies.can_prepare(held, by=by).or_refuse()
    return held


def _row(held: Journey, relative: Relative) -> Relative:
    row = Relative.objects.get(pk=relative.pk, journey=held)
    row.journey = held
    return row


def _relative_for_change(held: Journey, relative: Relative, *, by: Any) -> Relative:
    row = _row(held, relative)
    policies.can_write(row, by=by).or_refuse()
    return row


def _changed(row: Any, facts: dict[str, Any], seen_version: int) -> list[str]:
    changed = changed_fields(row, facts)
    if changed and row.version != seen_version:
        raise ChangedMeanwhile(row, changed)
    return changed


def _kept(row: Any, by: Any) -> Any:
    row.recorded_by = by if isinstance(by, Member) else None
    row.recorded_at = clock.now()
    row.save(force_insert=True)
    return row
