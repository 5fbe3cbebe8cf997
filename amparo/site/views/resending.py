"""What was typed into a form that could not be saved: kept where possible, and given back."""

from django.db import DatabaseError

from amparo.agencies import actions
from amparo.core.transactions import in_haste
from amparo.site.views import drafts

OURS = {"csrfmiddlewaretoken"}  # the page has one of its own


def typed(request) -> list[tuple[str, str]]:
    """The fields of the form, to be sent again as they were. None of a form that holds a secret."""
    sent = {name: values for name, values in request.POST.lists() if name not in OURS}
    if request.FILES or any(word in name.lower() for name in sent for word in drafts.SECRETS):
        return []
    return [(name, value) for name, values in sent.items() for value in values]


def kept(request) -> bool:
    """Keep a draft of it, if the database lets us now."""
    form, member = request.POST.get("draft_form", ""), getattr(request, "member", None)
    content = drafts.typed(request.POST)
    size = sum(len(value) for values in content.values() for value in values)
    if not form or len(form) > 200 or member is None or size > drafts.LONGEST:
        return False
    try:
        with in_haste():
            actions.keep_draft(by=member, form=form, content=content)
    except DatabaseError:
        return False
    return True
