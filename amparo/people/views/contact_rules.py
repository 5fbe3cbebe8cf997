from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.agencies import actions as member_actions
from amparo.agencies import drafts
from amparo.agencies import queries as members
from amparo.core.changes import ChangedMeanwhile
from amparo.people import access
from amparo.people.actions import contact as actions
from amparo.people.forms.contact import SafeContactForm, in_words
from amparo.people.models import SafeContact
from amparo.people.policies import can_revise
from amparo.people.policies import contact as policies
from amparo.people.queries import contact as queries
from amparo.people.views.edit import ask_first


@access.confirmation_required_to_look
def contact_rules(request, person_id):
    """Write down what she says about being contacted; what she said before stands below."""
    person = access.open_person(request.member, person_id, page="contact_rules")
    policies.can_read(person, by=request.member).or_refuse()
    if request.method == "POST":
        return handle_post(request, person)
    form = SafeContactForm.of(held(person))
    draft = members.draft(request.member, key(person))
    if draft and "draft" in request.GET:
        drafts.restore(form, draft)
    return page(request, person, form, draft=draft, confirmed=True)


def handle_post(request, person):
    form = SafeContactForm.of(held(person), request.POST)
    confirmed = access.confirmed_recently(request)
    if not form.is_valid():
        return page(request, person, form, confirmed=confirmed)
    try:
        actions.say_how_to_contact(
            by=request.member, person=person, seen_version=form.version, **form.changes()
        )
    except ChangedMeanwhile as clash:
        if not confirmed:
            return ask_first(request, key(person))
        again = form.again(clash.held)
        beside = form.beside(clash.held)
        return page(request, person, again, differences=beside, confirmed=True)
    member_actions.drop_draft(by=request.member, form=key(person))
    messages.success(request, _("What she said was recorded and holds from now on."))
    return redirect("people:contact", person_id=person.pk)


def held(person):
    return queries.current(person) or SafeContact(person=person, version=0)


def page(request, person, form, *, confirmed, draft=None, differences=()):
    earlier = queries.versions(person) if confirmed else []
    context = {
        "person": person,
        "file": access.file_of(request.member, person),
        "form": form,
        "draft": draft,
        "draft_key": key(person),
        "differences": differences,
        "confirmed": confirmed,
        "earlier": [(said, [in_words(way) for way in said.ways]) for said in earlier],
        "may_revise": can_revise(person, by=request.member),
    }
    return render(request, "people/contact/rules.html", context)


def key(person):
    return f"contact_rules:{person.pk}"
