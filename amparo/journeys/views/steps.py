"""How a page of either end tries to say something, and keeps what was typed where it may not."""

from django.contrib import messages
from django.utils.translation import gettext as _

from amparo.core.decisions import Refused
from amparo.journeys.actions import journey as actions
from amparo.journeys.actions import steps


def forms_of(request, kinds, **more):
    """Each form of a page; the one that was sent holds what was typed."""
    step = request.POST.get("step", "")
    return {
        name: form(request.POST if step == name else None, **more.get(name, {}))
        for name, form in kinds.items()
    }


def tried(request, verb, journey, forms):
    """Do it and say so; or say beside the form why it may not be."""
    form = forms.get(request.POST["step"])
    if form is not None and not form.is_valid():
        return False
    try:
        said = verb(request, journey, form)
    except Refused as refusal:
        if form is None:
            messages.error(request, str(refusal))
            return True
        form.add_error(None, str(refusal))
        return False
    messages.success(request, said)
    return True


def call_off(request, journey, form):
    actions.call_off(by=request.member, journey=journey, **form.cleaned_data)
    return _("Called off. Nothing of her assistance changes.")


def again(request, journey, form):
    steps.send_again(by=request.member, journey=journey)
    return _("Sealed once more. Take the file out under Packages and send it.")
