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


def consents(request, person_id):
    """What she said yes and no to, and what each recipient would see because of it."""
    person = access.open_person(request.member, person_id, page="consents")
    form = ConsentForm(request.POST or None, initial=first(request))
    if request.method == "POST" and form.is_valid():
        actions.record_consent(by=request.member, person=person, **form.cleaned_data)
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
    lines = queries.consent_lines(person, on=today)
    may_record = policies.can_record_consent(person, by=request.member, given_on=today, today=today)
    return {
        "person": person,
        "file": access.file_of(request.member, person),
        "lines": lines,
        "recipients": queries.seen_by_recipients(lines),
        "form": form,
        "draft": draft,
        "draft_key": key(person),
        "notice_version": notice.CURRENT,
        "may_record": may_record,
        "may_withdraw": policies.can_revise(person, by=request.member),
    }


def first(request):
    return {
        "given_on": clock.today(),
        "notice_version": notice.CURRENT,
        "language": request.member.language,
    }


def key(person):
    return f"consent:{person.pk}"
