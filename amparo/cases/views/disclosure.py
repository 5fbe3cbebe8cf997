from django.contrib import messages
from django.core import signing
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amparo import audit
from amparo.cases import access
from amparo.cases.access import disclosure as doors
from amparo.cases.actions import disclosures as actions
from amparo.cases.enums.disclosure import DisclosureState
from amparo.cases.policies import disclosure as policies
from amparo.cases.queries import disclosure as queries
from amparo.core import clock
from amparo.people import policies as people
from amparo.people.access import confirmation_required, confirmation_required_to_look
from amparo.people.enums import Block
from amparo.people.queries.age import is_treated_as_child
from amparo.people.queries.disclosure import switch_of

SALT = "disclosure-preview"
AN_HOUR = 3600


@confirmation_required_to_look
def disclosure(request, case_id, disclosure_id):
    """What this recipient would read, block by block; then the decision."""
    case = access.open_case(request.member, case_id, page="disclosure")
    held = doors.disclosure_of(case, disclosure_id)
    if request.method == "POST":
        steps = {"decide": decide, "off": call_off, "end": end}
        steps.get(request.POST.get("step"), nothing)(request, held)
        return redirect("cases:disclosure", case_id=case.pk, disclosure_id=held.pk)
    return preview(request, case, held)


def decide(request, held):
    seen = seen_of(request.POST.get("seen", ""), held, by=request.member)
    made = actions.decide_disclosure(
        by=request.member,
        disclosure=held,
        was_seen=seen and seen["blocks"],
        seen_at=seen and parse_datetime(seen["at"]),
    )
    if made.state == DisclosureState.WAITING:
        messages.info(request, _("Asked. Nothing goes until the second person says yes."))
    elif made.agency_id and held.case.named_only:
        messages.success(request, _("Opened. There, nobody reads it until somebody is named."))
    elif made.agency_id:
        messages.success(request, _("Opened. The other agency reads these blocks and no more."))
    else:
        messages.success(request, _("Decided: ready to hand over. Nothing was sent."))


def call_off(request, held):
    actions.call_off_disclosure(by=request.member, disclosure=held)
    messages.success(request, _("Called off. Nothing went."))


def end(request, held):
    actions.end_disclosure(by=request.member, disclosure=held)
    messages.success(request, _("Ended. Nobody reads anything by it any more."))


def nothing(request, held):
    messages.info(request, _("Nothing was changed."))


def preview(request, case, held):
    people.can_reveal(case.person, by=request.member).or_refuse()
    today = clock.today()
    found = doors.verdicts(held, on=today)
    going = queries.shown_blocks(held, found, on=today)
    may_receive = doors.may_receive(held)
    log_sight(request.member, held, going)
    at = clock.now()
    who = str(request.member.pk)
    seen = {"id": str(held.pk), "by": who, "blocks": going, "at": at.isoformat()}
    context = {
        "case": case,
        "disclosure": held,
        "recipient": queries.recipient_words(held),
        "rows": queries.rows(held, found, going),
        "empty": may_receive and policies.is_not_empty(going),
        "opened": doors.opened_blocks(held, on=today),
        "switch": switch_of(case.agency, held.duty_code) if held.duty_code else None,
        "seen": signing.dumps(seen, salt=SALT),
        "may_decide": policies.can_decide(
            held,
            by=request.member,
            would_go=going,
            was_seen=going,
            expires_on=held.expires_on,
            today=today,
            may_receive=may_receive,
        ),
        "asks": held.takes_two and not held.confirmed_by_id,
        "may_call_off": policies.can_call_off(held, by=request.member),
        "may_end": policies.can_end(held, by=request.member),
        "duty": legal_duty(held),
        "named_only": case.named_only,
        "child": is_treated_as_child(case.person, on=today),
        "child_page": reverse("cases:child", args=[case.pk]),
        "readers": queries.named_readers(held) if case.named_only else [],
        **{name: held.state == name for name in ("prepared", "waiting", "ready")},
    }
    return render(request, "cases/disclosure/disclosure.html", context)


def legal_duty(held):
    from amparo.people import legal_duties

    return legal_duties.duties().get(held.duty_code)


def seen_of(signed, held, *, by):
    """What she herself looked at, as this page signed it; None for anything else."""
    try:
        seen = signing.loads(signed, salt=SALT, max_age=AN_HOUR)
    except signing.BadSignature:
        return None
    return seen if (seen["id"], seen.get("by")) == (str(held.pk), str(by.pk)) else None


def log_sight(member, held, blocks):
    audit.record("disclosure_previewed", by=member, about=held, detail={"blocks": list(blocks)})
    log_identity(member, held, blocks)


def log_identity(member, held, blocks):
    if {Block.IDENTITY, Block.CONTACT} & set(blocks):
        audit.record("identity_revealed", by=member, about=held.case.person, fields=list(blocks))


@require_safe
@confirmation_required
def sheet(request, case_id, disclosure_id):
    """A sheet of exactly the blocks that may go, to be handed over by a person."""
    case = access.open_case(request.member, case_id, page="disclosure_sheet")
    held = doors.disclosure_of(case, disclosure_id)
    people.can_reveal(case.person, by=request.member).or_refuse()
    opened = doors.opened_blocks(held, on=clock.today())
    policies.is_not_empty(opened).or_refuse()
    audit.record(
        "disclosure_printed", by=request.member, about=held, detail={"blocks": list(opened)}
    )
    log_identity(request.member, held, opened)
    context = {
        "disclosure": held,
        "recipient": queries.recipient_words(held),
        "packages": queries.package(held, opened),
        "agency": case.agency,
        "duty": legal_duty(held),
    }
    return render(request, "cases/disclosure/sheet.html", context)
