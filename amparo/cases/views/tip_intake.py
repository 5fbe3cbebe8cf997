from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amparo.cases.access import tips as access
from amparo.cases.actions import from_tip
from amparo.cases.forms.tips import PossibleVictimForm
from amparo.cases.policies import tips as policies
from amparo.cases.queries import tips as queries


def tip_intake(request, tip_id):
    """Record whom a message tells of, by the safety block alone, and hand her case over."""
    tip = access.open_tip(request.member, tip_id)
    policies.can_answer(tip, by=request.member).or_refuse()
    takers = queries.takers(tip.agency_id)
    initial = {"notes": told(tip)}
    form = PossibleVictimForm(request.POST or None, initial=initial, takers=takers)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        from_tip.record_possible_victim(
            by=request.member,
            tip=tip,
            to=typed["to"],
            about_person=form.person_facts(),
            about_case=form.case_facts(),
            purposes=typed["purposes"],
            places=typed["place"],
        )
        said = _("Recorded. The case is now with %(who)s; you can no longer open it.")
        messages.success(request, said % {"who": typed["to"].display_name})
        return redirect("cases:tips")
    return render(request, "cases/tips/intake.html", {"tip": tip, "form": form})


def told(tip):
    """All that was told, in the order in which it came."""
    return "\n\n".join(filter(None, [tip.text, tip.place, *(each["text"] for each in tip.added)]))
