from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.agencies import actions as member_actions
from amparo.agencies import drafts
from amparo.agencies import queries as members
from amparo.cases import access
from amparo.cases.access import note as notes_access
from amparo.cases.actions import notes as actions
from amparo.cases.enums.note import NoteLevel
from amparo.cases.forms.note import CorrectionForm, NoteForm, StrikeForm
from amparo.cases.policies import note as policies
from amparo.cases.queries import notes as queries
from amparo.core import clock


def notes(request, case_id):
    """The notes of a case, the latest first, with the field for the next one on top."""
    case = access.open_case(request.member, case_id, page="notes")
    key = f"notes:{case.pk}"
    may_write = policies.can_write(case, by=request.member)
    form = NoteForm(request.POST or None, initial={"noted_on": clock.today(), "level": "team"})
    if request.method == "POST" and may_write and form.is_valid():
        actions.write_note(by=request.member, case=case, **form.cleaned_data)
        member_actions.drop_draft(by=request.member, form=key)
        messages.success(request, _("The note was written."))
        return redirect("cases:notes", case_id=case.pk)
    draft = members.draft(request.member, key)
    if draft and "draft" in request.GET:
        drafts.restore(form, draft)
    context = {
        "case": case,
        "form": form,
        "draft": draft,
        "draft_key": key,
        "notes": queries.notes_of(case, member=request.member),
        "supervision": NoteLevel.SUPERVISION,
        "may_write": may_write,
    }
    return render(request, "cases/notes/notes.html", context)


def note(request, case_id, note_id):
    """One note: what it said before, correct it, strike it."""
    case = access.open_case(request.member, case_id, page="note")
    found = notes_access.get_note_or_404(request.member, case, note_id)
    form = CorrectionForm(request.POST or None, initial={"text": found.text})
    may_correct = policies.can_correct(found, by=request.member)
    if request.method == "POST" and form.is_valid():
        actions.correct_note(by=request.member, note=found, **form.cleaned_data)
        messages.success(request, _("The note was corrected. What it said before stays below it."))
        return redirect("cases:notes", case_id=case.pk)
    earlier = list(found.earlier.select_related("corrected_by"))
    for each in earlier:
        each.note = found
    context = {
        "case": case,
        "note": found,
        "form": form,
        "strike_form": StrikeForm(),
        "earlier": earlier,
        "may_correct": may_correct,
        "may_strike": policies.can_strike(found, by=request.member, reason="wrong"),
    }
    return render(request, "cases/notes/note.html", context)


@require_POST
def strike(request, case_id, note_id):
    """Strike a note, with the reason."""
    case = access.open_case(request.member, case_id, page="note")
    found = notes_access.get_note_or_404(request.member, case, note_id)
    form = StrikeForm(request.POST)
    if not form.is_valid():
        messages.error(
            request, _("Say why the note is struck. It stays readable, with the reason.")
        )
        return redirect("cases:note", case_id=case.pk, note_id=found.pk)
    actions.strike_note(by=request.member, note=found, **form.cleaned_data)
    messages.success(request, _("The note was struck. It stays readable and leaves in no copy."))
    return redirect("cases:notes", case_id=case.pk)
