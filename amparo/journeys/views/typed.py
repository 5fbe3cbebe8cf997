"""How a page keeps what was typed: as a draft, and beside what a colleague wrote meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from amparo.agencies import drafts
from amparo.agencies import queries as members
from amparo.core.changes import ChangedMeanwhile
from amparo.core.decisions import Refused
from amparo.people.access import confirmed_recently
from amparo.people.views.edit import ask_first


@dataclass
class Tried:
    """What came of a form: kept, or the form with the reason, or another page first."""

    form: Any
    is_kept: bool = False
    differences: Any = ()
    other_page: Any = None


def tried(request: Any, form: Any, key: str, keep: Callable[[Any], object]) -> Tried:
    """Keep it; or say beside the form why it may not be, or what somebody changed."""
    if request.method != "POST" or not form.is_valid():
        return Tried(form)
    try:
        keep(form)
    except ChangedMeanwhile as clash:
        if not confirmed_recently(request):
            return Tried(form, other_page=ask_first(request, key))
        differences = form.beside(clash.held)
        return Tried(form.again(clash.held), differences=differences)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return Tried(form)
    return Tried(form, is_kept=True)


def with_draft(request: Any, form: Any, key: str) -> dict[str, Any]:
    """The form for its page, with the draft that is offered or was asked for."""
    draft = members.draft(request.member, key)
    if draft and "draft" in request.GET:
        drafts.restore(form, draft)
    return {"form": form, "draft": draft, "draft_key": key}
