"""The page on a telephone that was handed over. Whoever holds it is not known."""

from contextlib import suppress

from django.conf import settings
from django.shortcuts import redirect, render
from django.utils import translation

from amparo.assistance.access import feedback as access
from amparo.assistance.actions import feedback as actions
from amparo.assistance.forms.feedback import AnswerForm
from amparo.assistance.policies import feedback as policies
from amparo.cases.forms.tips import MOST_BYTES
from amparo.core.decisions import Refused
from amparo.core.traceless import leaves_no_trace


@leaves_no_trace(most_bytes=MOST_BYTES)
def asked(request, token):
    """One question at a time, always at the same address; and when there is none, the end."""
    turn = access.turn_of(token)
    said = {
        "leave": settings.TIP_EXIT,
        "languages": settings.LANGUAGES,
        "spoken": translation.get_language(),
    }
    if turn is None:
        return render(request, "assistance/feedback/end.html", said)
    question = policies.next_question(turn.answers)
    # What was sent twice answers a question that no longer stands there.
    is_this = request.method == "POST" and request.POST.get("question") == question
    form = AnswerForm(request.POST if is_this else None, question=question)
    if form.is_valid():
        # Its hour may have ended meanwhile: the same page says so as to everybody.
        with suppress(Refused):
            actions.answer(turn=turn, question=question, **form.cleaned_data)
        return redirect(f"{request.path}?l={said['spoken']}")
    return render(
        request, "assistance/feedback/question.html", said | {"form": form, "question": question}
    )
