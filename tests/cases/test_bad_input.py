"""Whatever is typed into any field: a clear answer, never a broken page, and nothing is lost."""

import pytest
from django.urls import reverse

from tests.helpers import sign_in

NASTY = {
    "ten megabytes": "a" * (10 * 1024 * 1024),
    "null bytes": "a\x00b",
    "emoji": "Ixchel 🌽👩‍👧",
    "right to left": "\u202eanidnoc\u202c שלום",
    "formula": "=cmd|' /C calc'!A0",
    "formula with a plus": "+1+1",
    "lone surrogate": "a\udcffb",
    "control characters": "a\x07\x1b[31m",
}


def pages(town):
    case, person = town.case, town.case.person
    return {
        "intake": reverse("cases:intake"),
        "edit": reverse("cases:edit", args=[case.pk]),
        "person": reverse("people:edit", args=[person.pk]),
        "event": reverse("cases:event_new", args=[case.pk]),
        "decision": reverse("cases:decision", args=[case.pk]),
        "screening": reverse("cases:screening_new", args=[case.pk, "palermo-1"]),
        "consents": reverse("people:consents", args=[person.pk]),
        "assistance": reverse("assistance:ledger", args=[case.pk]),
        "search": reverse("cases:search"),
    }


def fields_of(page):
    found = set()
    for context in page.context or []:
        form = context.get("form")
        if form is not None:
            found |= {form.add_prefix(name) for name in form.fields}
    return found


@pytest.mark.parametrize("kind", NASTY)
def test_every_field_of_every_form_stands_it(town, places, client, kind):
    sign_in(client, town.ana)
    for name, url in pages(town).items():
        fields = fields_of(client.get(url)) or {"words"}
        sent = dict.fromkeys(fields, NASTY[kind])
        if kind == "ten megabytes":
            # One field at a time: together they are more than a request may carry.
            sent = {sorted(fields)[0]: NASTY[kind]} | dict.fromkeys(list(fields)[1:], "x" * 5000)
        answer = client.post(url, _encodable(sent))
        assert answer.status_code in (200, 302, 400, 403), f"{name}: {answer.status_code}"
        if answer.status_code == 200 and kind == "emoji":
            assert "🌽" in answer.content.decode()


def _encodable(sent):
    """A browser cannot send half a character; it sends the replacement sign."""
    return {name: value.encode("utf-8", "replace").decode() for name, value in sent.items()}


def test_a_request_larger_than_anything_we_take_is_refused_clearly(town, client):
    sign_in(client, town.ana)
    answer = client.post(reverse("cases:intake"), {"notes": "a" * (26 * 1024 * 1024)})
    assert answer.status_code == 400
