from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.agencies import actions as member_actions
from amparo.agencies import drafts
from amparo.agencies import queries as members
from amparo.core.changes import ChangedMeanwhile
from amparo.people import access
from amparo.people.access.relations import get_related_or_404
from amparo.people.actions import relations as actions
from amparo.people.forms.relations import RelatedForm
from amparo.people.models.relations import RelatedPerson
from amparo.people.policies import relations as policies
from amparo.people.queries import relations as queries
from amparo.people.queries.keeping import is_held
from amparo.people.views.edit import ask_first


@access.confirmation_required_to_look
def relations(request, person_id):
    """The people around her, and a form to write down one more."""
    person = opened(request, person_id)
    form = RelatedForm.of(RelatedPerson(person=person), request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_related(by=request.member, person=person, **form.facts())
        member_actions.drop_draft(by=request.member, form=key(person))
        messages.success(request, _("Written down and sealed with her record."))
        return redirect("people:relations", person_id=person.pk)
    draft = members.draft(request.member, key(person))
    if draft and "draft" in request.GET:
        drafts.restore(form, draft)
    confirmed = access.confirmed_recently(request)
    context = {
        "around": queries.around(person) if confirmed else [],
        "confirmed": confirmed,
        "draft": draft,
    }
    return page(request, person, form, "relations", context | {"draft_key": key(person)})


@access.confirmation_required_to_look
def related(request, person_id, related_id):
    """Change what is known of somebody around her, or take her or him out."""
    person = opened(request, person_id)
    held = get_related_or_404(person, related_id)
    if request.method == "POST":
        return handle_post(request, person, held)
    form = RelatedForm.of(held)
    draft = members.draft(request.member, key(held))
    if draft and "draft" in request.GET:
        drafts.restore(form, draft)
    return one(request, person, held, form, draft=draft)


def handle_post(request, person, held):
    form = RelatedForm.of(held, request.POST)
    if not form.is_valid():
        return one(request, person, held, form)
    try:
        actions.revise_related(
            by=request.member, related=held, seen_version=form.version, **form.changes()
        )
    except ChangedMeanwhile as clash:
        if not access.confirmed_recently(request):
            return ask_first(request, key(held))
        beside = form.beside(clash.held)
        return one(request, person, held, form.again(clash.held), differences=beside)
    member_actions.drop_draft(by=request.member, form=key(held))
    messages.success(request, _("Written down and sealed with her record."))
    return redirect("people:relations", person_id=person.pk)


@require_POST
def remove(request, person_id, related_id):
    """Take somebody out who was written down by mistake."""
    person = opened(request, person_id)
    actions.remove_related(by=request.member, related=get_related_or_404(person, related_id))
    messages.success(request, _("Taken out."))
    return redirect("people:relations", person_id=person.pk)


def opened(request, person_id):
    person = access.open_person(request.member, person_id, page="relations")
    policies.can_see(person, by=request.member).or_refuse()
    return person


def one(request, person, held, form, *, draft=None, differences=()):
    context = {
        "related": held,
        "draft": draft,
        "draft_key": key(held),
        "differences": differences,
        "may_remove": policies.can_remove(held, by=request.member, held=is_held(person.pk)),
    }
    return page(request, person, form, "related", context)


def page(request, person, form, name, context):
    context |= {
        "person": person,
        "file": access.file_of(request.member, person),
        "form": form,
        "may_change": policies.can_change(person, by=request.member),
    }
    return render(request, f"people/relations/{name}.html", context)


def key(about):
    return f"relations:{about.pk}"
