"""How a page of either end tries to say something, and keeps what was typed where it may not."""

from django.contrib import messages

from amparo.core.decisions import Refused


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
