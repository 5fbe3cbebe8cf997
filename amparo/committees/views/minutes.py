from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amparo import audit
from amparo.committees import access
from amparo.committees.actions import sessions as actions
from amparo.committees.enums import SessionState
from amparo.committees.forms.session import ErratumForm, SignForm
from amparo.committees.policies import session as policies
from amparo.committees.writing import minutes as writing
from amparo.core.decisions import Refused
from amparo.organisations import papers


@transaction.non_atomic_requests
def minutes(request, committee_id, session_id):
    """The minutes as they stand or were fixed; the signed paper; corrections. Cleaning a paper
    takes seconds."""
    with transaction.atomic():
        held = access.get_session_or_404(request.member, committee_id, session_id)
    sign, erratum = SignForm(), ErratumForm()
    if request.method == "POST" and policies.can_keep(by=request.member):
        signing = request.POST.get("do") == "sign"
        sent = SignForm(request.POST, request.FILES) if signing else ErratumForm(request.POST)
        if sent.is_valid() and (_signed if signing else _corrected)(request, held, sent):
            return redirect("committees:minutes", held.committee_id, held.pk)
        sign, erratum = (sent, erratum) if signing else (sign, sent)
    with transaction.atomic():
        by = request.member
        context = {
            "session": held,
            "committee": held.committee,
            "blocks": writing.read(held, language=get_language()),
            "sign": sign,
            "erratum": erratum,
            "is_closed": held.state == SessionState.CLOSED,
            "may_sign": policies.can_sign(held, by=by),
            "may_keep": policies.can_keep(by=by),
            "opens_paper": access.with_signed_minutes(by).filter(pk=held.pk).exists(),
        }
        return render(request, "committees/minutes.html", context)


def _signed(request, held, sent):
    paper = sent.cleaned_data["paper"]
    try:
        actions.sign(
            by=request.member, session=held, content=paper.content, file_type=paper.file_type
        )
    except Refused as refusal:
        sent.add_error("paper", str(refusal))
        return False
    messages.success(request, _("The signed minutes are kept."))
    return True


def _corrected(request, held, sent):
    try:
        actions.correct(by=request.member, session=held, **sent.cleaned_data)
    except Refused as refusal:
        sent.add_error("text", str(refusal))
        return False
    messages.success(request, _("The correction stands after the minutes."))
    return True


def signed(request, committee_id, session_id):
    held = access.get_signed_or_404(request.member, committee_id, session_id)
    audit.record("signed_minutes_taken_out", by=request.member, about=held)
    return papers.answer(held.paper, name="acta")
