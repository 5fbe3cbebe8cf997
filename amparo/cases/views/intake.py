from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from amparo.agencies import actions as member_actions
from amparo.agencies import drafts
from amparo.agencies import queries as members
from amparo.cases import actions, policies
from amparo.cases.forms.case import IntakeForm
from amparo.core import clock
from amparo.people import actions as people
from amparo.people import notice
from amparo.people.queries import disclosure

KEY = "intake"


def intake(request):
    """The first conversation on one page. The safety block alone is enough to save."""
    policies.can_open(request.member.agency, by=request.member).or_refuse()
    form = IntakeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return handle_valid(request, form)
    draft = members.draft(request.member, KEY)
    if draft and "draft" in request.GET:
        drafts.restore(form, draft)
    context = {
        "form": form,
        "draft": draft,
        "draft_key": KEY,
        "duties": disclosure.duties_in_force(request.member.agency, on=clock.today()),
        "notice": notice.blocks(notice.CURRENT),
        "notice_version": notice.CURRENT,
    }
    return render(request, "cases/intake.html", context)


def handle_valid(request, form):
    explained = notice.CURRENT if form.cleaned_data["notice_explained"] else ""
    case = actions.take_in(
        by=request.member,
        agency=request.member.agency,
        about_person=form.person_facts(),
        about_case=form.safety_facts() | form.step_facts() | {"notice_version": explained},
        consent=form.consent_facts(),
        contact=form.contact_facts(),
    )
    if form.cleaned_data["own_label"]:
        label = form.cleaned_data["own_label"]
        actions.choose_label(by=request.member, case=case, text=label)
    if form.cleaned_data["duties_told"]:
        held = disclosure.duties_in_force(request.member.agency, on=clock.today())
        codes = [line.duty.code for line in held]
        people.tell_duties(by=request.member, person=case.person, codes=codes)
    member_actions.drop_draft(by=request.member, form=KEY)
    messages.success(
        request,
        _("The case was saved. Its number is %(number)s.") % {"number": case.shown_number},
    )
    return redirect(reverse("cases:case", args=[case.pk]) + "?check=names")
