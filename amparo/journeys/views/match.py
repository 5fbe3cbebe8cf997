from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.journeys.access import tracing as access
from amparo.journeys.actions import tracing as actions
from amparo.journeys.enums.tracing import MatchState
from amparo.journeys.forms.tracing import HerAnswerForm, NoteForm, RefuseForm, VerifyForm
from amparo.journeys.policies import tracing as policies
from amparo.journeys.queries import tracing as queries
from amparo.people import notice
from amparo.people.access import confirmation_required_to_look, confirmed_recently
from amparo.people.queries import children
from amparo.people.queries.age import is_treated_as_child

SOMETHING = "…"


@confirmation_required_to_look
def match(request, match_id):
    """One claim about her: who asks, what fits, and the step that follows from how it stands."""
    held = access.open_match(request.member, match_id)
    step = request.POST.get("step", "")
    forms = forms_for(request, held, step)
    form = forms.get(step)
    if step in STEPS and (form is None or form.is_valid()):
        try:
            STEPS[step](request.member, held, form)
        except Refused as refusal:
            if form is None:
                messages.error(request, str(refusal))
                return redirect(held)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, said(step))
            return redirect(held)
    return render(request, "journeys/match.html", context(request, held, forms))


STEPS = {
    "verify": lambda by, held, form: actions.verify(by=by, match=held, **form.cleaned_data),
    "ask": lambda by, held, form: actions.answer_of_hers(by=by, match=held, **form.facts()),
    "confirm": lambda by, held, _form: actions.confirm(by=by, match=held),
    "call": lambda by, held, _form: actions.call(by=by, match=held),
    "refuse": lambda by, held, form: actions.refuse(by=by, match=held, **form.cleaned_data),
    "note": lambda by, held, form: actions.note_warning(
        by=by, match=held, step=form.cleaned_data["what"]
    ),
}


def said(step):
    return {
        "verify": _("Verified. Now ask her whether she wants it."),
        "ask": _("Her answer was recorded."),
        "confirm": _("Confirmed. On its day the claimant hears that somebody calls."),
        "call": _("Kept: the claimant was called."),
        "refuse": _("Kept. The claimant hears what everybody hears to whom nothing can be said."),
        "note": _("Kept: what was done to keep her safe."),
    }[step]


def forms_for(request, held, step):
    def sent(name):
        return request.POST if step == name else None

    person, today = held.case.person, clock.today()
    child = is_treated_as_child(person, on=today)
    represented_by = children.representatives(person, on=today) if child else None
    first = {"notice_version": notice.CURRENT, "language": request.member.language,
             "given_on": today}  # fmt: skip
    return {
        "verify": VerifyForm(sent("verify")),
        "ask": HerAnswerForm(sent("ask"), initial=first, represented_by=represented_by),
        "refuse": RefuseForm(sent("refuse")),
        "note": NoteForm(sent("note")),
    }


def context(request, held, forms):
    by, today = request.member, clock.today()
    standing = queries.standing(held, on=today)
    # What comes back wrong shows nothing that she has not confirmed to read.
    shown = confirmed_recently(request)
    facts = {"by": by, "standing": standing}
    may = {
        MatchState.FOUND: lambda: policies.can_verify(
            held, papers=SOMETHING, fits=SOMETHING, **facts
        ),
        MatchState.VERIFIED: lambda: policies.can_ask_her(held, **facts),
        MatchState.AGREED: lambda: policies.can_confirm(held, **facts),
        MatchState.CONFIRMED: lambda: policies.can_call(held, on=today, **facts),
        MatchState.BLOCKED: lambda: policies.can_note(held, by=by, step=SOMETHING),
    }
    state = MatchState(held.state)
    return {
        "match": held,
        "case": held.case,
        "shown": shown,
        "compared": queries.compared(held) if shown else None,
        "forms": forms,
        "may": may[state]() if state in may else None,
        "may_refuse": policies.can_refuse(held, by=by, why="not_shown"),
    }
