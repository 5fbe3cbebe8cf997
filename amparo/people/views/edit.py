from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo import audit
from amparo.agencies import actions as member_actions
from amparo.agencies import drafts
from amparo.agencies import queries as members
from amparo.core.changes import ChangedMeanwhile
from amparo.people import access, actions, policies
from amparo.people.forms.person import PersonForm
from amparo.people.models import Person


@access.confirmation_required_to_look
def edit(request, person_id):
    """Correct or complete who a person is. The page shows her identity, and the log says so."""
    person = access.open_person(request.member, person_id, page="person")
    policies.can_reveal(person, by=request.member).or_refuse()
    if request.method == "POST":
        return handle_post(request, person)
    form = PersonForm.of(person)
    draft = members.draft(request.member, key(person))
    if draft and "draft" in request.GET:
        drafts.restore(form, draft)
    revealed(request, person)
    return page(request, person, form, draft=draft)


def handle_post(request, person):
    form = PersonForm.of(person, request.POST)
    if not form.is_valid():
        return page(request, person, form)
    changes = form.changes()
    try:
        actions.revise(by=request.member, person=person, seen_version=form.version, **changes)
    except ChangedMeanwhile as clash:
        if not access.confirmed_recently(request):
            return ask_first(request, key(person))
        revealed(request, person)
        again = form.again(clash.held)
        return page(request, person, again, differences=form.beside(clash.held))
    member_actions.drop_draft(by=request.member, form=key(person))
    messages.success(request, _("The record was saved."))
    asks = actions.NAMES | {"identity_documents"}
    check = "?check=names" if asks & set(changes) else ""
    return redirect(access.file_of(request.member, person).url + check)


def ask_first(request, form):
    """What a colleague wrote is shown to who confirms who she is; what was typed waits for her."""
    typed = dict(request.POST.lists())
    typed.pop("csrfmiddlewaretoken", None)
    member_actions.keep_draft(by=request.member, form=form, content=typed)
    messages.warning(
        request,
        _(
            "A colleague changed this record while you were writing. Nothing was saved yet. What "
            "you typed is kept: confirm who you are, and it is offered again beside the new record."
        ),
    )
    return redirect(f"{request.path}?draft=1")


def revealed(request, person):
    fields = Person.Privacy.identifying
    audit.record("identity_revealed", by=request.member, about=person, fields=fields)


def key(person):
    return f"person:{person.pk}"


def page(request, person, form, *, draft=None, differences=()):
    context = {
        "person": person,
        "file": access.file_of(request.member, person),
        "form": form,
        "draft": draft,
        "draft_key": key(person),
        "differences": differences,
        "may_revise": policies.can_revise(person, by=request.member),
    }
    return render(request, "people/edit.html", context)
