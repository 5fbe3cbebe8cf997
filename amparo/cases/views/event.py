from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.agencies import actions as member_actions
from amparo.agencies import drafts
from amparo.agencies import queries as members
from amparo.cases import access, actions, policies, queries
from amparo.cases.forms.event import EventForm
from amparo.core.changes import ChangedMeanwhile
from amparo.taxonomy import codes


def new(request, case_id):
    """Record what happened: act, means, purpose, where and when."""
    case = access.open_case(request.member, case_id, page="event")
    first = {"definition_version": codes.definition_versions()[-1]}
    form = form_for(request, key(case), initial=first)
    if request.method == "POST" and form.is_valid():
        facts = form.stored(form.facts())
        actions.record_event(by=request.member, cases=[case], **facts)
        member_actions.drop_draft(by=request.member, form=key(case))
        messages.success(request, _("The event was recorded."))
        return redirect(case)
    return page(request, case, None, form)


def event(request, case_id, event_id):
    """Read an event and change what is known of it."""
    case = access.open_case(request.member, case_id, page="event")
    event = access.open_event(request.member, case, event_id, page="event")
    held = EventForm.initial_of(event) | {"seen": EventForm.mark(event)}
    form = form_for(request, key(case, event), initial=held, places=event.places.count())
    if request.method == "POST" and form.is_valid():
        return handle_valid(request, case, event, form)
    return page(request, case, event, form)


def handle_valid(request, case, event, form):
    facts = form.stored(form.changes())
    try:
        actions.revise_event(
            by=request.member, case=case, event=event, seen_version=form.version, **facts
        )
    except ChangedMeanwhile as clash:
        again = form.again(clash.held)
        return page(request, case, event, again, differences=form.beside(clash.held))
    member_actions.drop_draft(by=request.member, form=key(case, event))
    messages.success(request, _("The event was saved."))
    return redirect(case)


def form_for(request, draft_key, *, initial, places=0):
    """The form as it was sent, or as it is held, or as a draft left it."""
    form = EventForm(request.POST or None, initial=initial, places=places)
    form.draft = members.draft(request.member, draft_key)
    if form.draft and "draft" in request.GET and request.method == "GET":
        rows = sum(1 for name in form.draft["content"] if name.startswith("place_"))
        restored = EventForm(initial=initial, places=rows)
        drafts.restore(restored, form.draft)
        restored.draft = form.draft
        return restored
    return form


def key(case, event=None):
    return f"event:{event.pk if event else case.pk}"


def page(request, case, event, form, *, differences=()):
    minor = queries.was_minor(case.person, event)
    elements = event and policies.palermo(
        acts=event.acts, means=event.means, purposes=event.purposes, minor=minor
    )
    context = {
        "case": case,
        "event": event,
        "form": form,
        "minor": minor,
        "elements": elements,
        "draft": getattr(form, "draft", None),
        "draft_key": key(case, event),
        "differences": differences,
        "may_record": policies.can_record(case, by=request.member),
    }
    return render(request, "cases/event.html", context)
