from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amparo.agencies.roles import Permission
from amparo.core import clock
from amparo.people import access, actions, policies
from amparo.people.enums import Ground
from amparo.people.forms.keeping import GroundForm, ReasonForm
from amparo.people.policies.person import not_bound_to_stay
from amparo.people.queries import keeping as queries


@access.confirmation_required_to_look
def keeping(request, person_id):
    """How long one record is kept, what holds it, and who asked for it to be erased."""
    person = access.open_keeping(request.member, person_id)
    if request.method == "POST":
        steps = {"ask": ask, "hold": place_hold, "lift": lift_hold}
        return steps.get(request.POST.get("step"), page)(request, person)
    return page(request, person)


def ask(request, person):
    """Ask that somebody be erased. A second person must confirm."""
    form = GroundForm(request.POST)
    if not form.is_valid():
        return page(request, person, ground_form=form)
    actions.ask_erasure(by=request.member, person=person, **form.cleaned_data)
    messages.success(request, _("Noted. Nothing is erased until the second person confirms it."))
    return redirect("people:keeping", person_id=person.pk)


def place_hold(request, person):
    """Place a legal hold, with its reason."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return page(request, person, hold_form=form)
    actions.place_hold(by=request.member, person=person, **form.cleaned_data)
    messages.success(request, _("The hold stands. Nothing of this record is erased meanwhile."))
    return redirect("people:keeping", person_id=person.pk)


def lift_hold(request, person):
    """Lift a legal hold, with the reason."""
    hold = access.get_hold_or_404(person, request.POST.get("hold", ""))
    form = ReasonForm(request.POST, prefix=prefix(hold))
    if not form.is_valid():
        return page(request, person, lift_form=(hold.pk, form))
    actions.lift_hold(by=request.member, hold=hold, **form.cleaned_data)
    messages.success(request, _("The hold was lifted."))
    return redirect("people:keeping", person_id=person.pk)


@require_POST
@reauthentication_required
def confirm(request, person_id, erasure_id):
    """Erase somebody for good, as another asked."""
    erasure = access.get_erasure_or_404(request.member, person_id, erasure_id)
    actions.erase(by=request.member, erasure=erasure)
    messages.success(
        request,
        _(
            "She is erased. Her records are gone and her key is being destroyed; backups of the "
            "key store forget it within thirty days."
        ),
    )
    return redirect("people:keeping_list")


@require_POST
def call_off(request, person_id, erasure_id):
    """Call a request off."""
    erasure = access.get_erasure_or_404(request.member, person_id, erasure_id)
    actions.call_off_erasure(by=request.member, erasure=erasure)
    messages.success(request, _("The request was called off. Nothing was erased."))
    return redirect("people:keeping", person_id=person_id)


def page(request, person, *, ground_form=None, hold_form=None, lift_form=(None, None)):
    member = request.member
    held, erasure = queries.is_held(person.pk), queries.waiting_erasure(person.pk)
    end = queries.end_of(person)
    has_ended = end is not None and end.ends_on < clock.today()
    stays = queries.must_stay(person.pk)
    standing = {"held": held, "has_ended": has_ended, "must_stay": stays}
    wrong, form = lift_form
    holds = [
        (hold, form if hold.pk == wrong else ReasonForm(prefix=prefix(hold)))
        for hold in queries.holds_of(person)
    ]
    context = {
        "person": person,
        "numbers": access.numbers_of([person.pk])[person.pk],
        "end": end,
        "has_ended": has_ended,
        "period": queries.period_of(person.agency_id),
        "holds": holds,
        # A form that was typed comes back without this being asked again; reasons do not.
        "may_read": access.confirmed_recently(request),
        "not_held": policies.not_held(held=held),
        "erasure": erasure,
        "may_ask": policies.can_ask_erasure(
            person, by=member, ground=Ground.ORDER, waiting=bool(erasure), **standing
        ),
        "not_bound": not_bound_to_stay(must_stay=stays),
        "may_erase": erasure and policies.can_erase(erasure, by=member, **standing),
        "may_call_off": erasure and policies.can_call_off(erasure, by=member),
        "may_keep": policies.can_keep(person.agency, by=member),
        "may_open_case": member.may(Permission.OPEN_CASES),
        "ground_form": ground_form or GroundForm(),
        "hold_form": hold_form or ReasonForm(),
    }
    return render(request, "people/keeping.html", context)


def prefix(hold):
    return f"lift-{hold.pk}"
