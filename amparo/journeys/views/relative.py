"""One relative who would travel: who it is, what she or he says, and what is needed still."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.agencies import actions as member_actions
from amparo.core.changes import ChangedMeanwhile
from amparo.core.decisions import Refused
from amparo.journeys.actions import family as actions
from amparo.journeys.enums import Keeping, Ordered, RelativeTold
from amparo.journeys.forms.family import RelativeForm, RelativePaperForm
from amparo.journeys.models import Relative
from amparo.journeys.policies import family as policies
from amparo.journeys.policies import family_gates as gate_policies
from amparo.journeys.queries import family, family_gates
from amparo.journeys.views.family import draft_of, opened
from amparo.people.access import confirmation_required_to_look, confirmed_recently
from amparo.people.views.edit import ask_first
from amparo.taxonomy import codes


@confirmation_required_to_look
def relative(request, case_id, journey_id, relative_id):
    """What is missing of this relative first, then all that was written down."""
    if request.method == "POST":
        raise Http404
    case, held, one = relative_or_404(request, case_id, journey_id, relative_id)
    prepared = family_gates.prepared(held)
    travels, until = prepared.of(one.pk), prepared.facts.arrives_on
    listed = travels.papers if travels else []
    stand = [(each, gate_policies.paper_stands(travels, each, until=until)) for each in listed]
    options = dict(RelativeTold.choices)
    context = {
        "case": case,
        "journey": held,
        "relative": one,
        "travels": travels,
        "missing": gate_policies.missing_of(travels, prepared.facts) if travels else [],
        "papers": sorted(stand, key=lambda line: bool(line[1])),
        "words": [
            (each, [options[code] for code in each.told], codes.label("language", each.language))
            for each in family.consents([one]).get(one.pk, [])
        ],
        "appointments": family.appointments(one),
        "fees": family.fees(one),
        "rule": prepared.rule,
        "may_write": policies.can_write(one, by=request.member),
    }
    return render(request, "journeys/family/relative.html", context)


@confirmation_required_to_look
def relative_new(request, case_id, journey_id):
    case, held = opened(request, case_id, journey_id)
    row = Relative(journey=held, version=0, ordered=Ordered.UNKNOWN)
    return _form(request, case, held, row, None)


@confirmation_required_to_look
def relative_edit(request, case_id, journey_id, relative_id):
    case, held, one = relative_or_404(request, case_id, journey_id, relative_id)
    return _form(request, case, held, one, one)


def _form(request, case, held, row, one):
    more = {"grown": family.grown(held, on=family_gates.last_day(held), besides=one)}
    key = f"relative:{one.pk}" if one else f"relative-new:{held.pk}"
    form, differences = RelativeForm.of(row, request.POST or None, **more), ()
    if request.method == "POST" and form.is_valid():
        try:
            found = actions.keep_relative(
                by=request.member, journey=held, relative=one, seen_version=form.version,
                **(form.changes() if one else form.facts()),
            )  # fmt: skip
        except ChangedMeanwhile as clash:
            if not confirmed_recently(request):
                return ask_first(request, key)
            differences, form = form.beside(clash.held), form.again(clash.held, **more)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return kept(request, found, key)
    may = policies.can_write(one, by=request.member) if one else None
    context = {
        "case": case,
        "journey": held,
        "relative": one,
        "form": form,
        "differences": differences,
        "may_write": may if one else policies.can_prepare(held, by=request.member),
        **draft_of(request, form, key),
    }
    return render(request, "journeys/family/relative_form.html", context)


@confirmation_required_to_look
def relative_paper(request, case_id, journey_id, relative_id, code):
    """One paper of a relative: missing, asked for, or in our hands and until when."""
    case, held, one = relative_or_404(request, case_id, journey_id, relative_id)
    travels = family_gates.prepared(held).of(one.pk)
    paper = next((each for each in (travels.papers if travels else []) if each.code == code), None)
    if paper is None:
        raise Http404
    key = f"relative-paper-{code}:{one.pk}"
    form, differences = RelativePaperForm.of(paper, request.POST or None), ()
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_paper(
                by=request.member, journey=held, relative=one, code=code,
                seen_version=form.version, **form.changes(),
            )  # fmt: skip
        except ChangedMeanwhile as clash:
            if not confirmed_recently(request):
                return ask_first(request, key)
            differences, form = form.beside(clash.held), form.again(clash.held)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return kept(request, one, key)
    context = {
        "case": case,
        "journey": held,
        "relative": one,
        "title": paper.label,
        "form": form,
        "differences": differences,
        "may_write": policies.can_write(one, by=request.member),
        **draft_of(request, form, key),
    }
    return render(request, "journeys/family/write.html", context)


@require_POST
def relative_stays(request, case_id, journey_id, relative_id):
    """This relative does not travel."""
    _case, held, one = relative_or_404(request, case_id, journey_id, relative_id)
    actions.let_stay(by=request.member, journey=held, relative=one)
    messages.success(request, _("Written down. If the other office was asked, ask it anew."))
    return redirect("journeys:journey", case_id=held.case_id, journey_id=held.pk)


@require_POST
def appointment_kept(request, case_id, journey_id, relative_id, appointment_id):
    """Somebody went, or did not."""
    _case, held, one = relative_or_404(request, case_id, journey_id, relative_id)
    row = next((each for each in family.appointments(one) if each.pk == appointment_id), None)
    said = request.POST.get("kept", "")
    if row is None or said not in Keeping:
        raise Http404
    actions.keep_appointment(
        by=request.member, journey=held, relative=one, appointment=row, kept=said
    )
    return kept(request, one, "")


@require_POST
def fee_receipt(request, case_id, journey_id, relative_id, fee_id):
    """Somebody saw the receipt."""
    _case, held, one = relative_or_404(request, case_id, journey_id, relative_id)
    row = next((each for each in family.fees(one) if each.pk == fee_id), None)
    if row is None:
        raise Http404
    actions.see_receipt(by=request.member, journey=held, relative=one, fee=row)
    return kept(request, one, "")


def relative_or_404(request, case_id, journey_id, relative_id):
    """A relative of this journey only; a foreign one is not there."""
    case, held = opened(request, case_id, journey_id)
    one = family.relative_of(held, relative_id)
    if one is None:
        raise Http404
    return case, held, one


def kept(request, one, key):
    if key:
        member_actions.drop_draft(by=request.member, form=key)
    messages.success(request, _("Written down and sealed with her record."))
    journey = one.journey
    return redirect(
        "journeys:relative", case_id=journey.case_id, journey_id=journey.pk, relative_id=one.pk
    )
