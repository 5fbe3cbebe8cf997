"""`{% field form.x %}`: a field with its label, help and error tied together for every reader."""

from django import forms, template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


@register.simple_tag(name="field")
def field(bound: forms.BoundField, label: str = "", help: str | None = None) -> SafeString:
    """One field. `label` and `help` replace the words of the form."""
    if bound.is_hidden:
        return SafeString(str(bound))
    widget = bound.field.widget
    help_text = bound.help_text if help is None else help
    context = {
        "bound": bound,
        "label": label or bound.label,
        "help": help_text,
        "look": _look(widget),
        "mark": _mark(bound),
        "ids": f"{bound.auto_id}_help {bound.auto_id}_error",
    }
    context["control"] = bound.as_widget(attrs=_attributes(bound, help_text, context["look"]))
    return render_to_string("_components/field.html", context)


@register.simple_tag
def fields(form: forms.BaseForm) -> SafeString:
    """Every visible field in its order, then the hidden ones."""
    parts = [field(bound) for bound in form.visible_fields()]
    parts += [SafeString(str(bound)) for bound in form.hidden_fields()]
    # Each part is the safe output of a template or of a widget.
    return mark_safe("\n".join(parts))  # noqa: S308


def _mark(bound: forms.BoundField) -> str:
    """Mark what is the exception in its form, so that the mark is still read."""
    asked = [
        field
        for field in bound.form.fields.values()
        if not field.widget.is_hidden and _look(field.widget) != "tick"
    ]
    required = sum(field.required for field in asked)
    if _look(bound.field.widget) == "tick":
        return ""
    if 2 * required < len(asked):
        return "required" if bound.field.required else ""
    return "" if bound.field.required else "optional"


def _look(widget: forms.Widget) -> str:
    if isinstance(widget, (*GROUPS, forms.MultiWidget, forms.SelectDateWidget)):
        return "group"
    return "tick" if isinstance(widget, forms.CheckboxInput) else "line"


def _attributes(bound: forms.BoundField, help_text: str, look: str) -> dict[str, object]:
    described = [f"{bound.auto_id}_help"] if help_text else []
    described += [f"{bound.auto_id}_error"] if bound.errors else []
    # A placeholder vanishes when it is needed most; the label says it already.
    attrs: dict[str, object] = {"placeholder": False}
    if look != "group" and described:
        attrs["aria-describedby"] = " ".join(described)
    return attrs
