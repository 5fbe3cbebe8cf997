"""Giving back what was typed: a kept draft becomes the first content of a form."""

from typing import Any

from django.forms import BaseForm
from django.http import QueryDict


def restore(form: BaseForm, draft: dict[str, Any] | None) -> None:
    """Fill an unbound form with what was typed. A form that was just sent is left alone."""
    if draft is None or form.is_bound:
        return
    typed = as_query(draft)
    kept = {
        name: field.widget.value_from_datadict(typed, {}, form.add_prefix(name))
        for name, field in form.fields.items()
        if not field.widget.needs_multipart_form
        and not field.widget.value_omitted_from_data(typed, {}, form.add_prefix(name))
    }
    form.initial = {**form.initial, **kept}


def formset_data(draft: dict[str, Any] | None, prefix: str) -> QueryDict | None:
    """What was typed into a formset, to bind it with, if the draft holds its rows."""
    if draft is None or f"{prefix}-TOTAL_FORMS" not in draft["content"]:
        return None
    return as_query(draft)


def as_query(draft: dict[str, Any]) -> QueryDict:
    typed = QueryDict(mutable=True)
    for name, values in draft["content"].items():
        typed.setlist(name, values)
    return typed
