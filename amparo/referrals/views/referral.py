from django.contrib import messages
from django.core import signing
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from amparo.cases import access as cases
from amparo.cases.policies import can_record
from amparo.cases.queries import disclosure as disclosures
from amparo.cases.queries.case import documents_of
from amparo.cases.views.disclosure import SALT, log_sight, seen_of
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.people import policies as people
from amparo.people.access import confirmation_required_to_look
from amparo.referrals.access import referral as access
from amparo.referrals.actions import paper as papers
from amparo.referrals.actions import referral as actions
from amparo.referrals.enums import CHOSEN, OUTSIDE, AnswerKind, Channel, ReferralState
from amparo.referrals.forms.referral import USUAL, CloseForm, PaperForm, ToldForm
from amparo.referrals.policies import referral as policies
from amparo.referrals.queries import by_file, paper, services
from amparo.referrals.queries import going as going_now
from amparo.referrals.queries import referrals as queries


@confirmation_required_to_look
def referral(request, case_id, referral_id):
    """What would go, block by block, with the reason; then how it was answered."""
    case = cases.open_case(request.member, case_id, page="referral")
    held = access.referral_or_404(case, referral_id)
    form = CloseForm(request.POST if request.POST.get("step") == "close" else None)
    if request.method == "POST":
        steps = {
            "send": send,
            "seal": send,
            "close": close,
            "told": told,
            "told_to_stop": told_to_stop,
        }
        answer = steps.get(request.POST.get("step"), nothing)(request, held, form)
        if answer is not None:
            return answer
    return page(request, case, held, form)


def send(request, held, _form):
    letter = paper.letter_of(held)
    if letter is not None and held.is_live:
        # The page is still there after the file came: pressed again, the file comes again.
        return redirect("cases:letter_file", case_id=held.case_id, letter_id=letter.pk)
    form = PaperForm(request.POST)
    how = form.cleaned_data if form.is_valid() else {}
    how |= {"as_file": request.POST["step"] == "seal"}
    seen = seen_of(request.POST.get("seen", ""), held.disclosure, by=request.member)
    made = actions.send(
        by=request.member,
        referral=held,
        was_seen=seen and seen["blocks"],
        seen_at=seen and parse_datetime(seen["at"]),
        **how,
    )
    letter = paper.letter_of(made)
    if letter is not None:
        return redirect("cases:letter_file", case_id=held.case_id, letter_id=letter.pk)
    if made.package_id is not None:
        messages.success(request, _("Sealed. Take the file out and send it."))
        return redirect("packages:packages")
    if made.state == ReferralState.SENT:
        messages.success(request, _("Sent. The other agency reads these blocks and no more."))
    else:
        messages.info(request, _("Asked. Nothing goes until the second person says yes."))
    return redirect(held)


def close(request, held, form):
    if not form.is_valid():
        return None
    try:
        actions.close(by=request.member, referral=held, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, _("Closed. Nobody reads anything that went with it any more."))
    return redirect(held)


def told(request, held, _form):
    """What they said by telephone, or what a scanned paper shows."""
    form = told_form(request, held)
    if not form.is_valid():
        return None
    try:
        papers.write_down(by=request.member, referral=held, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, _("The answer was kept."))
    return redirect(held)


def told_to_stop(request, held, _form):
    actions.see_the_stop(by=request.member, referral=held)
    messages.success(request, _("Kept: they were told to stop."))
    return redirect(held)


def told_form(request, held):
    """Made once for a request, so that the page shows what was typed."""
    if not hasattr(request, "told_form"):
        sent = request.POST if request.POST.get("step") == "told" else None
        first = {"said_on": clock.today()}
        documents = documents_of(held.case)
        request.told_form = ToldForm(sent, documents=documents, initial=first)
    return request.told_form


def nothing(request, held, _form):
    messages.info(request, _("Nothing was changed."))
    return redirect(held)


def page(request, case, held, form):
    people.can_reveal(case.person, by=request.member).or_refuse()
    today = clock.today()
    found = going_now.verdicts(held, on=today)
    drafted = held.state == ReferralState.DRAFTED
    going = going_now.going(held, found, on=today) if drafted or held.is_live else []
    log_sight(request.member, held.disclosure, going)
    who, at = str(request.member.pk), clock.now().isoformat()
    seen = {"id": str(held.disclosure_id), "by": who, "blocks": going, "at": at}
    context = {
        "case": case,
        "referral": held,
        "disclosure": held.disclosure,
        "rows": disclosures.rows(held.disclosure, found, going) if drafted or held.is_live else [],
        "asks": held.disclosure.takes_two and not held.disclosure.confirmed_by_id,
        "seen": signing.dumps(seen, salt=SALT),
        "answers": queries.answers_of(held),
        "gone": queries.outside_our_control(access.of_case(case).filter(pk=held.pk)),
        "may_send": policies.can_send(held, by=request.member, going=going, was_seen=going),
        "may_close": policies.can_close(held, by=request.member, ending=CHOSEN[0]),
        "form": form,
        "drafted": drafted,
        "on_paper": held.channel == Channel.ON_PAPER,
        "paper": PaperForm(),
        "may_seal": drafted and by_file.may_seal(held),
        "letter": paper.letter_of(held),
        "told": told_form(request, held),
        "may_write": policies.can_write_down(held, by=request.member, kind=next_answer(held)),
        "may_tell": may_tell(held, by=request.member),
        "usual": USUAL,
        "need": held.need,
        "looked_for": urlencode(held.looked_for),
        "may_record": can_record(case, by=request.member),
        "next": [(each, paper.likely_of(each)) for each in next_services(request, held)],
    }
    return render(request, "referrals/referral.html", context)


def next_services(request, held):
    if held.state != ReferralState.REFUSED:
        return []
    return services.come_next(request.member, held, now=clock.now())


def may_tell(held, *, by):
    """Where somebody outside has it and does not know."""
    outside = held.channel in OUTSIDE and held.due_on is not None
    return outside and policies.can_see_the_stop(held, by=by)


def next_answer(held):
    return AnswerKind.RECEIVED if held.is_live else AnswerKind.FEEDBACK
