from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.agencies import actions as member_actions
from amparo.agencies import drafts
from amparo.agencies import queries as members
from amparo.cases import access as cases
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.journeys import life
from amparo.journeys.access import reintegration as access
from amparo.journeys.actions import reintegration as actions
from amparo.journeys.forms.reintegration import ANOTHER, VisitForm, visit_words
from amparo.journeys.policies import reintegration as policies
from amparo.journeys.queries import reintegration as queries


def new(request, case_id):
    """A visit in one short form: how it went, and how it stands in her life."""
    case = cases.open_case(request.member, case_id, page="visit")
    held = access.newest_or_404(case)
    form = VisitForm(request.POST or None, initial=first(held), reintegration=held)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_visit(by=request.member, reintegration=held, **form.facts())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            member_actions.drop_draft(by=request.member, form=key(case))
            messages.success(request, _("The visit was kept, also in the log of contacts."))
            return redirect("journeys:reintegration", case_id=case.pk)
    draft = members.draft(request.member, key(case))
    if draft and "draft" in request.GET:
        drafts.restore(form, draft)
    context = {
        "case": case,
        "held": held,
        "form": form,
        "draft": draft,
        "draft_key": key(case),
        "verified": life.is_verified(life.newest()),
        "ways": queries.ways_now(case.person),
        "may_write": policies.can_write(held, by=request.member),
    }
    return render(request, "journeys/visit_new.html", context)


def first(held):
    now = clock.now().astimezone(clock.programme_zone())
    months = queries.next_months(held)
    return {
        "months": ANOTHER if months is None else str(months),
        "on": now.date(),
        "hour": now.time().replace(second=0, microsecond=0),
    }


def key(case):
    return f"visit:{case.pk}"


def visit(request, case_id, visit_id):
    """One visit with what she answered; struck by whoever sees that it is wrong."""
    case = cases.open_case(request.member, case_id, page="visit")
    held = access.visit_of(case, visit_id)
    if request.method == "POST":
        actions.strike_visit(by=request.member, visit=held)
        messages.success(request, _("Struck. It stays below, and is counted no more."))
        return redirect("journeys:reintegration", case_id=case.pk)
    answers = [
        (each, queries.Cell(held.answers.get(each.code, "not_asked")))
        for each in life.questions(held.list_version)
    ]
    context = {
        "case": case,
        "visit": held,
        "which": _("One more visit") if held.months is None else visit_words(held.months),
        "answers": answers,
        "may_strike": policies.can_strike(held, by=request.member),
    }
    return render(request, "journeys/visit.html", context)
