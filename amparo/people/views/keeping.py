from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from amparo.agencies import policies as agencies
from amparo.agencies.roles import Permission
from amparo.core import clock, erasure_register, key_copies
from amparo.people import access, keeping, policies
from amparo.people.enums import Ground
from amparo.people.forms.keeping import FileNumberForm
from amparo.people.queries import keeping as queries

PAGE, LATEST = 25, 20


@require_http_methods(["GET", "HEAD", "POST"])
def keeping_list(request):
    """Whose period ends, which erasures wait, which holds stand: case numbers and no names."""
    member = request.member
    agencies.may(member, Permission.ERASE_PEOPLE).or_refuse()
    form = FileNumberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = access.person_of_number(member, form.cleaned_data["number"])
        if person is not None:
            return redirect("people:keeping", person_id=person.pk)
        form.add_error(
            "number",
            _(
                "No case of yours bears this number. Compare it letter by letter with the paper: "
                "the last letter is a check."
            ),
        )
    return page(request, form)


def page(request, form):
    member = request.member
    reached = access.kept_agencies(member)
    shown = Paginator(queries.due_listed(reached), PAGE).get_page(request.GET.get("page"))
    asked = queries.asked_lines(reached)
    periods = [(agency, queries.period_of(agency.pk)) for agency in reached]
    context = {
        "page": shown,
        "due": [due_row(member, line) for line in queries.due_lines(shown.object_list)],
        "asked": [(line, may_erase(member, line)) for line in asked],
        "holds": queries.standing_lines(reached),
        "erased": queries.carried_out(reached)[:LATEST],
        "several": len(periods) > 1,
        "periods": periods,
        "may_set": agencies.may(member, Permission.SET_PERIODS),
        "form": form,
        "until": clock.today() + keeping.AHEAD,
        "ground": Ground.PERIOD_ENDED.value,
        "register": erasure_register.read(),
        "unreached": key_copies.unreached(),
    }
    return render(request, "people/keeping_list.html", context)


def due_row(member, line):
    decision = policies.can_ask_erasure(
        line.end.person,
        by=member,
        ground=Ground.PERIOD_ENDED,
        held=line.is_held,
        waiting=line.is_asked,
        has_ended=line.has_ended,
        must_stay=line.must_stay,
    )
    return line, decision


def may_erase(member, line):
    # Whether the period has ended is looked up on the page of the record alone.
    return policies.can_erase(line.erasure, by=member, held=line.is_held, has_ended=True)
