from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.agencies.roles import Permission
from amparo.cases import access, actions, policies, queries
from amparo.cases.access import conflicts as conflict_doors
from amparo.cases.actions import conflicts, naming
from amparo.cases.actions.withholding import Withheld
from amparo.cases.forms.team import JoinForm, WhyForm
from amparo.cases.policies import conflicts as conflict_policies
from amparo.cases.policies import need_to_know
from amparo.cases.queries import need_to_know as named
from amparo.cases.queries.relations import set_aside
from amparo.core import clock
from amparo.people.queries.age import is_treated_as_child

LONGEST = 2_000


def team(request, case_id):
    """Who works on a case. Bringing somebody in opens the case to her, and the other way round."""
    case = access.open_case(request.member, case_id, page="team")
    if request.method == "POST":
        return handle_post(request, case)
    return page(request, case, JoinForm(colleagues=may_join(request.member, case)))


def page(request, case, form):
    by, team = request.member, named.teammates(case)
    is_child = is_treated_as_child(case.person, on=clock.today())
    on_team = any(teammate.member_id == by.pk for teammate in team)
    may_open = need_to_know.can_open_to_agency(case, by=by, on_team=on_team, is_child=is_child)
    context = {
        "case": case,
        "team": team,
        "form": form,
        "may_assign": policies.can_assign(case, by=by, member=by),
        "may_bring_in": may_bring_in(by, case) if form.fields["join"].choices else None,
        "why_form": WhyForm(),
        "is_child": is_child,
        "aside": set_aside(case),
        "may_take_back": policies.can_record(case, by=by),
        "may_turn": may_open if case.named_only else need_to_know.can_close_to_names(case, by=by),
    }
    return render(request, "cases/team.html", context)


def handle_post(request, case):
    if "leave" in request.POST:
        team = named.teammates(case)
        member = one([each.member for each in team], request.POST["leave"])
        actions.release(by=request.member, case=case, member=member)
        messages.success(request, _("The colleague left the team."))
        return redirect("cases:team", case_id=case.pk)
    if "take_back" in request.POST:
        take_back(request, case)
        return redirect("cases:team", case_id=case.pk)
    found = may_join(request.member, case)
    member = one(found, request.POST.get("join"))
    form = JoinForm(request.POST, colleagues=found)
    if not form.is_valid():
        return page(request, case, form)
    until = form.cleaned_data["until"]
    not_the_same = request.POST.get("not_the_same", "").strip()[:LONGEST]
    if conflict_doors.stands_between(case, member) and not not_the_same:
        return ask(request, case, member, until)
    try:
        actions.assign(
            by=request.member, case=case, member=member, until=until, not_the_same=not_the_same
        )
    except Withheld as refusal:
        messages.error(request, str(refusal))
        return redirect("cases:team", case_id=case.pk)
    messages.success(request, _("The colleague joined the team and can open the case now."))
    return redirect("cases:team", case_id=case.pk)


@require_POST
def turn(request, case_id):
    """Let the file open to named people only, or to the coordinators of the agency again."""
    case = access.open_case(request.member, case_id, page="team")
    form = WhyForm(request.POST)
    if not form.is_valid():
        messages.error(request, form.errors["why"][0])
    elif case.named_only:
        naming.open_to_agency(by=request.member, case=case, why=form.cleaned_data["why"])
        messages.success(request, _("Coordinators of the agency open this file again."))
    else:
        naming.close_to_names(by=request.member, case=case, why=form.cleaned_data["why"])
        messages.success(request, _("From now on this file opens to its team and to nobody else."))
        if not access.visible_cases(request.member).filter(pk=case.pk).exists():
            return redirect("cases:named_files")
    return redirect("cases:team", case_id=case.pk)


def may_join(by, case):
    """Who can be brought in by her: anybody, or a coordinator into a file for named people."""
    found = queries.may_join(case)
    if policies.can_assign(case, by=by, member=by) or not case.named_only:
        return found
    return [each for each in found if each.may(Permission.ASSIGN_TEAM)]


def may_bring_in(by, case):
    """The same for the button: what stands in its way, if anything does."""
    on_team = any(each.member_id == by.pk for each in named.teammates(case))
    return need_to_know.can_bring_in(case, by=by, member=may_join(by, case)[0], on_team=on_team)


def ask(request, case, member, until):
    """A name in the file is like hers: whoever brings her in says how she knows it is another."""
    by = request.member
    may_assign = may_bring_in(by, case) and conflict_policies.may_set_aside(
        case, by=by, member=member, in_conflict=True
    )
    context = {"case": case, "joining": member, "until": until, "may_assign": may_assign}
    return render(request, "cases/team/conflict.html", context)


def take_back(request, case):
    """It may be the same person after all. The buttons stand where what was set aside is shown."""
    rows = [each for each in set_aside(case) if str(each.pk) == request.POST["take_back"]]
    if not rows:
        raise Http404
    conflicts.take_back(by=request.member, row=rows[0])
    messages.success(
        request,
        _(
            "Taken back: the name stands in the way again. Whoever is on the team or works in the "
            "house stays until somebody takes her off."
        ),
    )


def one(members, chosen):
    found = next((member for member in members if str(member.pk) == chosen), None)
    if found is None:
        raise Http404
    return found
