"""What this end says to the other, and what it hears: each once, in sealed packages.

Each package carries all that its sender said of the journey so far, and how much of the other's
account it holds. So a package that is lost, late or sent twice leaves both ends right.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amparo import audit
from amparo.agencies.models import Member
from amparo.core import clock
from amparo.core.decisions import ALLOWED, Decision
from amparo.journeys.actions import preparing, silence
from amparo.journeys.enums import (
    HostVerdict,
    JourneyEnding,
    JourneyState,
    Pathway,
    Says,
    Side,
    StepKind,
    TakenFrom,
)
from amparo.journeys.models import Journey, Step
from amparo.journeys.policies import journey as policies
from amparo.journeys.policies import spoken, thread
from amparo.journeys.policies.consent import PURPOSES
from amparo.journeys.policies.thread import Said
from amparo.journeys.queries import family_gates, gates
from amparo.journeys.queries import steps as queries
from amparo.people.enums import Basis
from amparo.referrals import kinds
from amparo.referrals.actions import packages
from amparo.referrals.enums.package import Unopened
from amparo.referrals.envelope import CannotOpen
from amparo.referrals.models import ReceivedPackage, SentPackage

KIND = "journey"
HOLDS = timedelta(days=31)
MOST_BLOCKS = 10


@transaction.atomic
def say(
    *,
    by: Any,
    journey: Journey,
    kind: str,
    day: date,
    facts: dict[str, Any] | None = None,
    language: str = "es",
) -> Step:
    """Say a step to the other office. What it asks of her is asked here, whoever calls: a page, a
    command, an import."""
    held, facts = held_for_change(journey), facts or {}
    said, today = queries.said(held), clock.today()
    policies.can_say(
        held, said, by=by, kind=kind, day=day, today=today, facts=facts
    ).or_refuse()  # fmt: skip
    whole = spoken.is_whole(kind, facts, pathway=held.pathway)
    if not (whole and _is_about_her(held, kind, facts)):
        raise ValueError(f"A step of this kind says something else: {kind}")
    _ask_what_stands_before(held, kind=kind, day=day, facts=facts)
    if held.pathway == Pathway.FAMILY and facts.get("says") == Says.NO:
        # Who does not accompany them needs nobody's name.
        let_go_what_came(held, by=by)
    if held.pathway == Pathway.FAMILY and kind in queries.CARRIED_WITH[held.pathway]:
        # It says all that the ones before it said, and names those alone who would come now.
        let_go_what_waits(held)
    return write(held, by=by, kind=kind, day=day, facts=facts, language=language)


def _is_about_her(held: Journey, kind: str, facts: dict[str, Any]) -> bool:
    """Whether she is grown, and where she goes, nobody types."""
    return kind != StepKind.REQUEST or facts.items() >= queries.about_her(held).items()


def _ask_what_stands_before(held: Journey, *, kind: str, day: date, facts: dict[str, Any]) -> None:
    if kind == StepKind.REQUEST:
        spoken.window(_day(facts["from"]), _day(facts["until"])).or_refuse()
    if held.pathway == Pathway.FAMILY:
        _ask_of_a_family(held, kind=kind, facts=facts)
    else:
        _ask_of_a_return(held, kind=kind, day=day, facts=facts)


def _ask_of_a_return(held: Journey, *, kind: str, day: date, facts: dict[str, Any]) -> None:
    if kind == StepKind.REQUEST:
        gates.may_ask(held).or_refuse()
        _may_be_told(held)
    if kind == StepKind.DEPARTURE:
        gates.may_depart(held, on=day).or_refuse()
        _may_be_told(held)
    if kind == StepKind.ANSWER:
        request = thread.last_request(queries.said(held))
        grown = request.facts.get("grown") if request else ""
        policies.can_answer(facts["host"], facts["says"], is_child=grown != "adult").or_refuse()


def _ask_of_a_family(held: Journey, *, kind: str, facts: dict[str, Any]) -> None:
    if kind == StepKind.REQUEST:
        family_gates.may_ask(held).or_refuse()
        _may_be_told(held)
    if kind == StepKind.CLEARED:
        family_gates.may_clear(held).or_refuse()
        _may_be_told(held)
    if kind in (StepKind.CLEARED, StepKind.DEPARTURE, StepKind.ARRIVAL):
        travel = family_gates.asked_for(held) if kind == StepKind.CLEARED else ()
        policies.can_name(
            queries.said(held), kind=kind, numbers=facts["relatives"], travel=travel
        ).or_refuse()


def _may_be_told(held: Journey) -> None:
    queries.may_be_told(queries.verdicts(held, on=clock.today())).or_refuse()


def _day(text: str) -> date:
    return date.fromisoformat(text)


def write(
    held: Journey,
    *,
    by: Any,
    kind: str,
    day: date,
    facts: dict[str, Any] | None = None,
    language: str = "es",
    tell: bool = True,
) -> Step:
    """Write it down under the next number, and seal all that we said to the other office."""
    ours = Step.objects.filter(journey=held, side=held.side).count()
    now = clock.now()
    said = Said(held.side, ours + 1, StepKind(kind), day, now, facts or {})
    step = _kept(held, said, by=by, now=now)
    if tell and queries.can_seal(held):
        step.went_with = _sealed(held, by=by, kind=kind, language=language)
        step.save(update_fields=["went_with"])
    elif tell and kind != StepKind.CALLED_OFF:
        queries.can_seal(held).or_refuse()
    _follow(held)
    detail = {"kind": str(kind), "sealed": step.went_with_id is not None}
    audit.record("journey_step_said", by=by, about=held, detail=detail)
    return step


def _kept(
    held: Journey, said: Said, *, by: Any, now: datetime, came_with: ReceivedPackage | None = None
) -> Step:
    step = Step(
        journey=held, side=said.side, number=said.number, kind=said.kind, day=said.day,
        facts=said.facts, said_at=said.said_at, digest=said.digest(held.number),
        said_by=by if came_with is None and isinstance(by, Member) else None,
        came_with=came_with, kept_at=now,
    )  # fmt: skip
    step.save(force_insert=True)
    return step


def _sealed(held: Journey, *, by: Any, kind: str, language: str) -> SentPackage:
    ours = Step.objects.filter(journey=held, side=held.side).order_by("number")
    theirs = Step.objects.filter(journey=held).exclude(side=held.side)
    carries = kind in queries.CARRIED_WITH[held.pathway] and held.side == Side.SENDING
    carries = carries and not held.is_over
    found = queries.verdicts(held, on=clock.today()) if carries else []
    said = {
        "journey": held.number,
        "from": str(held.side),
        "pathway": str(held.pathway),
        "country": held.country,
        "steps": [spoken.written(queries.as_said(each)) for each in ours],
        "holds": theirs.count(),
        "blocks": queries.carried(held, found, language=language) if carries else [],
    }
    return packages.seal(
        by=by, agency=held.agency, to=held.office, kind=KIND, said=said,
        purpose=PURPOSES[held.pathway], basis=Basis.CONSENT, expires_at=clock.now() + HOLDS,
    )  # fmt: skip


@transaction.atomic
def send_again(*, by: Any, journey: Journey) -> SentPackage:
    """Seal once more what we said so far: a file was lost on its way. Nothing is said anew."""
    held = held_for_change(journey)
    policies.can_send_again(held, by=by).or_refuse()
    _still_stands(held)
    sealed = _sealed(held, by=by, kind="", language="es")
    _goes_instead(held, sealed)
    audit.record("journey_sent_again", by=by, about=held)
    return sealed


def _still_stands(held: Journey) -> None:
    """That a family may set out is told once more only while it may."""
    if _is_cleared(held):
        family_gates.may_clear(held).or_refuse()


def _is_cleared(held: Journey) -> bool:
    is_family = held.pathway == Pathway.FAMILY and held.side == Side.SENDING
    return is_family and held.state == JourneyState.CLEARED


@kinds.leaves_if(KIND)
def _may_leave(package: SentPackage) -> Decision:
    """What was sealed names her relatives, or says that they may set out: both as it stands
    now."""
    step = Step.objects.filter(
        went_with=package, kind__in=queries.CARRIED_WITH[Pathway.FAMILY],
        journey__pathway=Pathway.FAMILY,
    ).first()  # fmt: skip
    if step is None:
        return ALLOWED
    held = held_for_change(step.journey)
    if _is_cleared(held):
        return family_gates.may_clear(held)
    return family_gates.may_ask(held) if held.state == JourneyState.ASKED else ALLOWED


def _goes_instead(held: Journey, sealed: SentPackage) -> None:
    """It stands for one that was lost. One that still lies here with her name is not let go of."""
    last = Step.objects.filter(journey=held, side=held.side).order_by("-number").first()
    if last is None:
        return
    went = last.went_with
    if went is None or (went.acknowledged_at is None and (went.taken_out_at or not went.content)):
        last.went_with = sealed
        last.save(update_fields=["went_with"])


@kinds.takes(KIND, words=_("Steps of a journey"))
def came(*, by: Member, received: ReceivedPackage, said: kinds.Said) -> None:
    """What the other end said. What we hold already adds nothing; what contradicts it is refused
    whole."""
    now = clock.now()
    side = said.get("from")
    if not isinstance(side, str) or side not in Side:
        raise CannotOpen(Unopened.DAMAGED)
    pathway = said.get("pathway")
    if not isinstance(pathway, str) or pathway not in Pathway:
        raise CannotOpen(Unopened.DAMAGED)
    theirs = spoken.read(said.get("steps"), side=side, pathway=pathway)
    if theirs is None:
        raise CannotOpen(Unopened.DAMAGED)
    if not spoken.has_happened(theirs, now=now):
        raise CannotOpen(Unopened.WRONG_CLOCK)
    held = _shared(by, received, said, side=side, theirs=theirs)
    known = Step.objects.filter(journey=held, side=side).count()
    new = _take(held, theirs, by=by, received=received, now=now)
    names_somebody = bool(said.get("blocks"))
    _keep_the_newest_names(
        held, received, by=by, new=new, names_somebody=names_somebody, is_old=len(theirs) < known
    )
    ours = Step.objects.filter(journey=held, side=held.side).count()
    holds = said.get("holds")
    if isinstance(holds, int) and not isinstance(holds, bool):
        held.they_hold = max(held.they_hold, min(holds, ours))
    if any(each.kind == StepKind.CALLED_OFF for each in theirs) and not held.ending:
        held.ending = JourneyEnding.THEY
    _keep_what_they_found(held, new, by=by)
    _follow(held)
    if held.state == JourneyState.CALLED_OFF:
        let_go_what_came(held, by=by)
    detail = {"new": len(new), "kinds": sorted({str(each.kind) for each in new})}
    audit.record("journey_steps_came", by=by, about=held, detail=detail)


def _keep_the_newest_names(
    held: Journey,
    received: ReceivedPackage,
    *,
    by: Member,
    new: list[Said],
    names_somebody: bool,
    is_old: bool,
) -> None:
    """Of all that they told only the last is read here: whom an earlier file named may have said
    no since. A file that was sealed once more names nobody, and takes nobody's name away."""
    said_now = {each.kind for each in new} & queries.CARRIED_WITH[held.pathway]
    if is_old or (not new and held.state == JourneyState.REFUSED):
        _let_go(held, [received.pk], by=by)
    elif said_now and (names_somebody or StepKind.REQUEST in said_now):
        let_go_what_came(held, by=by, besides=received)
    elif not new and names_somebody:
        # The one that names nobody came first: both are about the same words.
        let_go_what_came(held, by=by, besides=received)
        last = Step.objects.filter(journey=held).exclude(side=held.side).order_by("-number").first()
        if last is not None:
            last.came_with = received
            last.save(update_fields=["came_with"])


def _shared(
    by: Member, received: ReceivedPackage, said: kinds.Said, *, side: str, theirs: list[Said]
) -> Journey:
    """The journey that both ends know by one number. One that we do not know yet can only begin
    at who sends her."""
    number = said.get("journey")
    if not _is_number(number):
        raise CannotOpen(Unopened.DAMAGED)
    ours = thread.other(side)
    found = Journey.objects.select_for_update(of=("self",)).filter(number=number, side=ours).first()
    there = received.sender.organisation
    if found is not None:
        # Another office speaks of a journey that it has no part in.
        if found.office_id != there.pk:
            raise CannotOpen(Unopened.NO_QUESTION)
        if found.pathway != said["pathway"]:
            raise CannotOpen(Unopened.DAMAGED)
        if found.agency_id != by.agency_id:
            raise CannotOpen(Unopened.OTHER_AGENCY)
        return _rows().get(pk=found.pk)
    pathway, country = said.get("pathway"), said.get("country")
    if ours == Side.SENDING or not theirs:
        raise CannotOpen(Unopened.NO_QUESTION)
    if not isinstance(pathway, str) or not spoken.is_way(pathway, country):
        raise CannotOpen(Unopened.DAMAGED)
    made = Journey(
        number=number, side=ours, agency=received.agency, office=there, pathway=pathway,
        country=country, begun_by=by, begun_at=clock.now(),
    )  # fmt: skip
    made.save(force_insert=True)
    return _rows().get(pk=made.pk)


def _is_number(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 32 and set(value) <= set("0123456789abcdef")


def _take(
    held: Journey, theirs: list[Said], *, by: Member, received: ReceivedPackage, now: datetime
) -> list[Said]:
    known = dict(
        Step.objects.filter(journey=held, side=thread.other(held.side)).values_list(
            "number", "digest"
        )
    )
    for each in theirs:
        # Nobody says one thing today and another under the same number tomorrow.
        if each.number in known and known[each.number] != each.digest(held.number):
            raise CannotOpen(Unopened.DAMAGED)
    new = [each for each in theirs if each.number not in known]
    for each in new:
        _kept(held, each, by=by, now=now, came_with=received)
    return new


def _keep_what_they_found(held: Journey, new: list[Said], *, by: Member) -> None:
    """Where she would live, as the other office looked at it: asked by the gates from now on. Of
    their day, which may have begun before ours, nothing is kept that lies ahead."""
    today = clock.today()
    for each in new:
        host = each.facts.get("host", HostVerdict.NOT_SEEN)
        if held.side == Side.SENDING and host != HostVerdict.NOT_SEEN:
            preparing.take_host_assessment(
                by=by, journey=held, assessed_on=min(each.day, today), verdict=host,
                taken_from=TakenFrom.PACKAGE,
            )  # fmt: skip


def _follow(held: Journey) -> None:
    """How far it is follows from all that was said."""
    found = thread.standing(queries.said(held))
    held.state, held.riddle = found.state, found.riddle
    if held.is_over and held.ended_at is None:
        held.ended_at = clock.now()
    held.version += 1
    held.save(update_fields=["state", "riddle", "ending", "ended_at", "they_hold", "version"])
    silence.keep(held)


def let_go_what_waits(held: Journey) -> None:
    """What was sealed and not sent yet is never sent."""
    sealed = Step.objects.filter(journey=held, side=held.side).values("went_with")
    waits = SentPackage.objects.filter(pk__in=sealed, taken_out_at__isnull=True)
    waits.update(content=None)


def let_go_what_came(held: Journey, *, by: Any, besides: ReceivedPackage | None = None) -> None:
    """What they told of her is let go here in the moment in which it is called off, or told
    anew."""
    came = Step.objects.filter(journey=held, came_with__isnull=False)
    if besides is not None:
        came = came.exclude(came_with=besides)
    _let_go(held, came.values("came_with"), by=by)


def _let_go(held: Journey, came: Any, *, by: Any) -> None:
    number = ReceivedPackage.objects.filter(pk__in=came, sealed__isnull=False).update(sealed=None)
    if number:
        audit.record("journey_names_let_go", by=by, about=held, detail={"number": number})


def held_for_change(journey: Journey) -> Journey:
    """Locked, with what its rules ask."""
    return _rows().get(pk=journey.pk)


def _rows() -> Any:
    return Journey.objects.select_for_update(of=("self",)).select_related(
        "case__person", "case__agency", "agency", "office"
    )
