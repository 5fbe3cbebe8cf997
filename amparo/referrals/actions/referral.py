"""Drafted, looked at, sent; answered by who received it; closed by who sent it, or by her no."""

from collections.abc import Collection
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from amparo import audit
from amparo.cases.access import disclosure as doors
from amparo.cases.actions import disclosures, letters
from amparo.cases.enums.disclosure import DisclosureState
from amparo.cases.models import Case, Disclosure, Document, Letter
from amparo.core import clock
from amparo.directory.models import Service
from amparo.organisations.models import Organisation
from amparo.people.actions import consents
from amparo.people.enums import Recipient
from amparo.people.models import Person
from amparo.people.policies.disclosure import Verdict
from amparo.referrals import notify, slip_codes
from amparo.referrals.actions import by_file
from amparo.referrals.enums import (
    LEADS_TO,
    LIVE,
    OUTSIDE,
    AnsweredBy,
    AnswerKind,
    Channel,
    Ending,
    ReferralState,
)
from amparo.referrals.models import Answer, Referral, Slip
from amparo.referrals.policies import may_go
from amparo.referrals.policies import referral as policies
from amparo.referrals.queries import going as going_now
from amparo.referrals.queries import paper, services


@transaction.atomic
def draft(
    *,
    by: Any,
    case: Case,
    purpose: str,
    basis: str,
    expires_on: date | None,
    service: Service | None = None,
    organisation: Organisation | None = None,
    recipient: str = Recipient.OTHER,
    need: str = "",
    looked_for: dict[str, Any] | None = None,
    duty_code: str = "",
    blocks: Collection[str] = (),
    reason: str = "",
    reference: str = "",
) -> Referral:
    """Prepare a referral to a service, or to an `organisation` whose services stand in no
    directory. Nothing goes: first it is looked at.

    `recipient`: what kind of office it is, where it does not sign in here."""
    held = Case.objects.select_for_update(of=("self",)).select_related("agency", "person")
    case = held.get(pk=case.pk)
    if service is not None:
        organisation = services.whom_to_ask(service)
    policies.can_draft(
        case,
        by=by,
        basis=basis,
        organisation=organisation,
        service=service,
        need=need,
        on_its_way=services.on_its_way(case, service, organisation),
    ).or_refuse()
    inside = organisation.agency is not None
    disclosure = disclosures.prepare_disclosure(
        by=by,
        case=case,
        recipient=Recipient.AGENCY if inside else recipient,
        agency=organisation.agency,
        recipient_name=organisation.name,
        purpose=purpose,
        basis=basis,
        duty_code=duty_code,
        blocks=blocks,
        reason=reason,
        reference=reference,
        expires_on=expires_on,
        for_referral=True,
    )
    referral = Referral(
        case=case,
        agency=case.agency,
        disclosure=disclosure,
        organisation=organisation,
        service=service,
        to_agency=organisation.agency,
        channel=Channel.IN_SYSTEM if inside else Channel.ON_PAPER,
        need=need,
        looked_for=looked_for or {},
        drafted_by=by,
        drafted_at=clock.now(),
    )
    referral.save(force_insert=True)
    audit.record("referral_drafted", by=by, about=referral, detail={"channel": referral.channel})
    return referral


@transaction.atomic
def send(
    *,
    by: Any,
    referral: Referral,
    was_seen: Collection[str] | None,
    seen_at: datetime | None,
    language: str = "es",
    copies: str = "",
    as_file: bool = False,
) -> Referral:
    """Send what was looked at. Where it takes two, ask the second; it is sent when she said yes.

    On paper, a letter is issued under the next folio, in this language and with these copies;
    `as_file` seals it to the keys of the other office instead."""
    held, today = held_for_change(referral), clock.today()
    found = going_now.verdicts(held, on=today)
    going = going_now.going(held, found, on=today)
    policies.can_send(held, by=by, going=going, was_seen=was_seen).or_refuse()
    if held.disclosure.state == DisclosureState.PREPARED:
        held.disclosure = disclosures.decide_disclosure(
            by=by, disclosure=held.disclosure, was_seen=was_seen, seen_at=seen_at
        )
    if held.disclosure.state == DisclosureState.WAITING:
        audit.record("referral_asked", by=by, about=held, detail={"blocks": going})
        return held
    if as_file:
        policies.can_go_as_file(held).or_refuse()
        held.channel = Channel.AS_FILE
    held.state, held.blocks = ReferralState.SENT, going
    held.sent_by, held.sent_at = by, clock.now()
    if held.channel in OUTSIDE:
        held.due_on = today + paper.AWAITED
    if held.channel == Channel.AS_FILE:
        held.package = by_file.seal(held, by=by, language=language)
    kept = ["channel", "state", "blocks", "sent_by", "sent_at", "due_on", "package"]
    held.save(update_fields=kept)
    detail = {
        "channel": held.channel,
        "blocks": going,
        "clauses": going_now.opening(held, going, on=today),
        "stays": _stays(found),
    }
    audit.record("referral_sent", by=by, about=held, detail=detail)
    if held.channel == Channel.ON_PAPER:
        _issue(held, by=by, language=language, copies=copies)
    transaction.on_commit(partial(notify.waits_there, held.pk))
    return held


def _issue(held: Referral, *, by: Any, language: str, copies: str) -> Slip:
    """The letter, with what goes as it stands now, and the slip that comes back."""
    letter = letters.issue_letter(
        by=by,
        case=held.case,
        template=paper.TEMPLATE,
        language=language,
        issued_on=clock.today(),
        addressee=paper.addressee(held),
        body=paper.body(held, language=language),
        copies=copies,
        disclosure=held.disclosure,
    )
    code = slip_codes.fresh()
    slip = Slip(
        case=held.case, referral=held, letter=letter, code=code, digest=slip_codes.digest(code)
    )
    slip.save(force_insert=True)
    return slip


def _stays(found: list[Verdict]) -> dict[str, str]:
    """For the log: which block stays, and the code of the sentence that says why."""
    return {each.block: str(each.why) for each in found if not each.goes}


@transaction.atomic
def answer(*, by: Any, referral: Referral, kind: str, refusal: str = "", words: str = "") -> Answer:
    """Whoever received it accepts, refuses with a reason, says that it is done, or tells more."""
    held = held_for_change(referral)
    policies.can_answer(held, by=by, kind=kind, refusal=refusal).or_refuse()
    made = take_down(held, by=by, kind=kind, refusal=refusal, words=words, said_on=clock.today())
    transaction.on_commit(partial(notify.was_answered, held.pk))
    return made


def take_down(
    held: Referral,
    *,
    by: Any,
    kind: str,
    refusal: str,
    words: str,
    said_on: date,
    by_way: str = AnsweredBy.IN_SYSTEM,
    document: Document | None = None,
    counts: bool = True,
) -> Answer:
    """Write the answer down, with what it makes of the referral."""
    now = clock.now()
    made = Answer(
        case=held.case,
        referral=held,
        kind=kind,
        refusal=refusal,
        words=words.strip(),
        said_on=said_on,
        by_way=by_way,
        counts=counts,
        document=document,
        recorded_by=by,
        recorded_at=now,
    )
    made.save(force_insert=True)
    if counts and kind in LEADS_TO:
        held.state, held.refusal = LEADS_TO[AnswerKind(kind)], refusal
        held.answered_at = held.answered_at or now
        held.ended_at = None if held.is_live else now
        held.save(update_fields=["state", "refusal", "answered_at", "ended_at"])
    said = ["words"] if made.words else []
    detail = {"kind": kind, "way": by_way, "counts": counts}
    detail |= {"refusal": refusal} if refusal else {}
    audit.record("referral_answered", by=by, about=held, fields=said, detail=detail)
    return made


@transaction.atomic
def close(*, by: Any, referral: Referral, ending: str) -> Referral:
    """Close it: from the next click on nobody reads anything that went with it."""
    held = held_for_change(referral)
    policies.can_close(held, by=by, ending=ending).or_refuse()
    disclosure = held.disclosure
    _close(held, ending, by=by)
    if disclosure.state == DisclosureState.READY:
        disclosures.end_disclosure(by=by, disclosure=disclosure)
    elif disclosure.state in (DisclosureState.PREPARED, DisclosureState.WAITING):
        disclosures.call_off_disclosure(by=by, disclosure=disclosure)
    return held


@transaction.atomic
def see_the_stop(*, by: Any, referral: Referral) -> Referral:
    """Say that one knows that it was stopped."""
    held = held_for_change(referral)
    policies.can_see_the_stop(held, by=by).or_refuse()
    held.stopped_by, held.stopped_at = by, clock.now()
    held.save(update_fields=["stopped_by", "stopped_at"])
    audit.record("referral_stop_seen", by=by, about=held)
    return held


@consents.when_she_says_no
def close_what_she_took_back(*, by: Any, person: Person) -> None:
    """What was sent and may not go any more because of her is closed with her own no."""
    rows = _rows().filter(case__person=person, state__in=LIVE)
    today = clock.today()
    for held in rows:
        found = doors.verdicts(held.disclosure, on=today)
        if may_go.lost(found, held.blocks):
            _close(held, Ending.WITHDRAWN, by=by)


@disclosures.when_it_ends
def close_what_rested_on_it(*, by: Any, disclosure: Disclosure) -> None:
    """What it rested on was ended or called off, by whomever: so is the referral."""
    closable = (ReferralState.DRAFTED, *LIVE)
    for held in _rows().filter(disclosure=disclosure, state__in=closable):
        _close(held, Ending.SHARING_ENDED, by=by)


@letters.when_it_is_void
def close_what_went_by_it(*, by: Any, letter: Letter) -> str:
    """The referral for which it was written, and what that let go."""
    found = Slip.objects.filter(letter=letter).values("referral")
    held = _rows().filter(pk__in=found, state__in=LIVE).first()
    if held is None:
        return ""
    held.disclosure.case = held.case
    # What was never taken out, nobody has to be told of.
    _close(held, Ending.LETTER_VOID, by=by, somebody_has_it=letter.taken_out_at is not None)
    if held.disclosure.state == DisclosureState.READY:
        disclosures.end_disclosure(by=by, disclosure=held.disclosure)
    return gettext("The referral for which it was written was closed with it.")


def _close(held: Referral, ending: str, *, by: Any, somebody_has_it: bool = True) -> None:
    held.state, held.ending, held.ended_at = ReferralState.CLOSED, ending, clock.now()
    # From today somebody has to tell them to stop, where they do not see it here.
    outside = held.channel in OUTSIDE and held.sent_at is not None and somebody_has_it
    held.due_on = clock.today() if outside else None
    held.save(update_fields=["state", "ending", "ended_at", "due_on"])
    audit.record("referral_closed", by=by, about=held, detail={"ending": str(ending)})
    if held.package_id is not None:
        by_file.seal_the_stop(held, by=by)
    if held.sent_at is not None:
        transaction.on_commit(partial(notify.waits_there, held.pk))


def _rows() -> Any:
    people = (
        "case__person", "case__agency", "agency", "organisation__agency", "service",
        "package", "disclosure__decided_by", "disclosure__confirmed_by", "disclosure__agency",
    )  # fmt: skip
    return Referral.objects.select_related(*people).select_for_update(of=("self",))


def held_for_change(referral: Referral) -> Referral:
    """Locked, with what its rules ask."""
    held = _rows().get(pk=referral.pk)
    held.disclosure.case = held.case
    return held
