from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo import audit
from amparo.agencies import actions as member_actions
from amparo.agencies import drafts
from amparo.agencies import queries as members
from amparo.core import clock
from amparo.people import access, neutral_words
from amparo.people.actions import contact as actions
from amparo.people.enums.contact import Began, Channel
from amparo.people.forms.contact import ContactForm, in_words
from amparo.people.policies import can_revise
from amparo.people.policies import contact as policies
from amparo.people.queries import contact as queries


@access.confirmation_required_to_look
def contact(request, person_id):
    """How she can be contacted now, neutral words to copy, and the log of contacts."""
    person = access.open_person(request.member, person_id, page="contact")
    policies.can_read(person, by=request.member).or_refuse()
    if request.method == "POST":
        return handle_post(request, person)
    form = ContactForm(initial=first())
    draft = members.draft(request.member, key(person))
    if draft and "draft" in request.GET:
        drafts.restore(form, draft)
    return page(request, person, form, draft=draft)


def handle_post(request, person):
    form = ContactForm(request.POST)
    if not form.is_valid():
        return answer(request, person, form)
    facts = form.facts()
    refusal = refused(request, person, facts)
    if not refusal:
        form.add_error("outside_reason" if facts["at"] <= clock.now() else "on", refusal.reason)
        return answer(request, person, form)
    actions.log_contact(by=request.member, person=person, **facts)
    member_actions.drop_draft(by=request.member, form=key(person))
    messages.success(request, _("The contact was recorded."))
    return redirect("people:contact", person_id=person.pk)


def refused(request, person, facts):
    """The rule asked before the action, so that what was typed stays on the page."""
    return policies.can_log(
        person,
        queries.rules_of(queries.at_that_time(person, facts["at"])),
        by=request.member,
        channel=facts["channel"],
        ours=facts["began"] == Began.US,
        at=facts["at"],
        now=clock.now(),
        answered_for=bool(facts["outside_reason"].strip()),
        others=queries.other_rules(person, at=facts["at"]),
    )


def answer(request, person, form):
    """What did not fit, with what was typed. Who she is shows only to who confirmed lately."""
    return page(request, person, form, confirmed=access.confirmed_recently(request))


def page(request, person, form, *, draft=None, confirmed=True):
    said = queries.current(person) if confirmed else None
    doors = queries.doors(person) if confirmed else []
    opened = {door.channel for door in doors if door.decision}
    context = {
        "person": person,
        "file": access.file_of(request.member, person),
        "form": form,
        "draft": draft,
        "draft_key": key(person),
        "confirmed": confirmed,
        "said": said,
        "ways": [in_words(way) for way in said.ways] if said else [],
        "doors": doors,
        "lines": reached_at(request, person, said, opened),
        "neutral": neutral_words.NEUTRAL,
        "contacts": queries.contacts_of(person) if confirmed else [],
        "may_log": can_revise(person, by=request.member),
    }
    return render(request, "people/contact/contact.html", context)


def reached_at(request, person, said, opened):
    """Number and address are shown for the ways that are open now, and for no other."""
    fields = {"phone": {Channel.CALL, Channel.MESSAGE}, "address": {Channel.VISIT}}
    shown = [name for name, ways in fields.items() if ways & opened and getattr(person, name)]
    if shown:
        audit.record("identity_revealed", by=request.member, about=person, fields=shown)
    lines = {name: getattr(person, name) for name in shown}
    if Channel.THIRD in opened:
        lines["third_person"] = said.third_person
    return lines


def first():
    now = clock.now().astimezone(clock.programme_zone())
    return {"on": now.date(), "hour": now.time().replace(second=0, microsecond=0)}


def key(person):
    return f"contact:{person.pk}"
