from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.agencies import actions as member_actions
from amparo.agencies import drafts
from amparo.agencies import queries as members
from amparo.core import clock
from amparo.people import access, actions, notice, policies, queries
from amparo.people.forms.consent import ConsentForm
from amparo.people.queries import children, disclosure, translations
from amparo.people.queries.age import is_treated_as_child


def consents(request, person_id):
    """What she said yes and no to, and what each recipient would see because of it."""
    person = access.open_person(request.member, person_id, page="consents")
    child = is_treated_as_child(person, on=clock.today())
    represented_by = children.representatives(person, on=clock.today()) if child else None
    form = ConsentForm(
        request.POST or None, initial=first(request, person), represented_by=represented_by
    )
    if request.method == "POST" and form.is_valid():
        actions.record_consent(by=request.member, person=person, **form.facts())
        member_actions.drop_draft(by=request.member, form=key(person))
        messages.success(request, _("Her answer was recorded and holds from now on."))
        return redirect("people:consents", person_id=person.pk)
    draft = members.draft(request.member, key(person))
    if draft and "draft" in request.GET:
        drafts.restore(form, draft)
    return render(request, "people/consents.html", context(request, person, form, draft))


@require_POST
def withdraw(request, person_id, consent_id):
    """She takes a consent back: nothing rests on it any more, from this moment."""
    person = access.open_person(request.member, person_id, page="consents")
    consent = person.consents.filter(pk=consent_id).first()
    if consent is None:
        raise Http404
    actions.withdraw_consent(by=request.member, consent=consent)
    messages.success(request, _("The consent was withdrawn. Nothing rests on it any more."))
    return redirect("people:consents", person_id=person.pk)


def context(request, person, form, draft):
    today = clock.today()
    age = disclosure.age_of(person, on=today)
    lines = queries.consent_lines(person, on=today)
    may_record = policies.can_record_consent(person, by=request.member, given_on=today, today=today)
    return {
        "person": person,
        "file": access.file_of(request.member, person),
        "lines": lines,
        "recipients": queries.seen_by_recipients(lines, on=today, child="says" in form.fields),
        "duties": disclosure.duty_lines(person.agency, on=today, age=age),
        "told": disclosure.told(person),
        "agencies": members.names_beside(person.agency),
        "form": form,
        "draft": draft,
        "draft_key": key(person),
        "notice_version": notice.CURRENT,
        "slots": translations.slots(person),
        "may_record": may_record,
        "may_withdraw": policies.can_revise(person, by=request.member),
    }


def first(request, person):
    """How the last answer of today was asked for, so that four in a row are typed quickly."""
    today = clock.today()
    last = person.consents.filter(given_on=today, explained_by=request.member)
    asked = last.order_by("-recorded_at").first()
    if asked is None:
        own = {"notice_version": notice.CURRENT, "language": request.member.language}
        return own | {"given_on": today}
    names = ("language", "interpreter", "how", "notice_version")
    return {name: getattr(asked, name) for name in names} | {"given_on": today}


def key(person):
    return f"consent:{person.pk}"
