"""Papers for airlines, travel agencies and town halls, and how they are cancelled in silence."""

from typing import Any

from django.db import transaction

from amparo import audit
from amparo.agencies.models import Agency, Member
from amparo.core import clock
from amparo.core.changes import ChangedMeanwhile, changed_fields
from amparo.journeys.actions.preparing import held_for_change, locked
from amparo.journeys.enums import Sheet
from amparo.journeys.models import Journey, NeutralName, OutsidePaper
from amparo.journeys.policies import outside_papers as policies
from amparo.journeys.policies import preparing
from amparo.journeys.queries import gates as gate_queries
from amparo.journeys.queries import outside_papers as queries

ON_A_SHEET = ("start", "end", "leaves_on", "leaves_at", "arrives_on", "arrives_at", "carrier",
              "reference")  # fmt: skip


@transaction.atomic
def set_neutral_name(
    *, by: Any, agency: Agency, name: str, contact: str, seen_version: int = 0
) -> NeutralName:
    """Under which name, and with which contact, an agency writes to who must not know its work."""
    Agency.objects.select_for_update().get(pk=agency.pk)
    policies.can_name(agency, by=by).or_refuse()
    ours = queries.our_names()
    policies.can_be_our_name(name, contact, ours=ours).or_refuse()
    row = queries.neutral_name(agency) or NeutralName(agency=agency, version=0)
    changed = changed_fields(row, {"name": name, "contact": contact})
    if changed and row.version != seen_version:
        raise ChangedMeanwhile(row, changed)
    row.name, row.contact = name, contact
    row.version += 1
    row.save()
    audit.record("neutral_name_set", by=by, about=agency, fields=changed)
    return row


@transaction.atomic
def make_sheet(
    *,
    by: Any,
    journey: Journey,
    kind: str,
    to: str,
    traveller: str,
    number: str = "",
    asks: str = "",
    language: str = "es",
) -> OutsidePaper:
    """A sheet with the traveller and the way, and nothing else; kept as it went out."""
    held = held_for_change(journey, by=by)
    neutral = queries.neutral_name(held.case.agency)
    policies.has_a_name(neutral).or_refuse()
    prepared = gate_queries.prepared(held)
    gate_queries.may_book(held).or_refuse()
    policies.has_a_way(prepared.plan).or_refuse()
    facts = {"kind": kind, "to": to, "traveller": traveller, "number": number, "asks": asks}
    policies.is_whole_sheet(facts, ours=queries.our_names()).or_refuse()
    legs = [{name: leg[name] for name in ON_A_SHEET} for leg in prepared.plan.legs]
    content = {
        "traveller": traveller, "number": number, "asks": asks, "legs": legs,
        "name": neutral.name, "contact": neutral.contact,
    }  # fmt: skip
    facts = {"kind": kind, "to": to, "content": content, "language": language}
    return _kept(OutsidePaper(journey=held, **facts), by)


@transaction.atomic
def cancel_sheet(*, by: Any, journey: Journey, paper: OutsidePaper) -> OutsidePaper:
    """A sheet that takes another back, and gives no reason: not that she changed her mind, not
    that it is unsafe."""
    held = locked(journey)
    preparing.can_write_after(held, by=by).or_refuse()
    one = OutsidePaper.objects.get(pk=paper.pk, journey=held)
    one.journey = held
    cancelled = OutsidePaper.objects.filter(cancels=one).exists()
    policies.can_cancel(one, cancelled=cancelled).or_refuse()
    content = one.content | {"asks": ""}
    facts = {"kind": Sheet.CANCELLATION, "to": one.to, "content": content}
    return _kept(OutsidePaper(journey=held, cancels=one, language=one.language, **facts), by)


@transaction.atomic
def take_out_sheet(*, by: Any, paper: OutsidePaper) -> OutsidePaper:
    """From here on a copy lies with the member, and is logged as such."""
    audit.record("outside_paper_taken_out", by=by, about=paper, fields=["content"])
    return paper


def _kept(paper: OutsidePaper, by: Any) -> OutsidePaper:
    paper.made_by = by if isinstance(by, Member) else None
    paper.made_at = clock.now()
    paper.save(force_insert=True)
    audit.record("outside_paper_made", by=by, about=paper, detail={"kind": str(paper.kind)})
    return paper
