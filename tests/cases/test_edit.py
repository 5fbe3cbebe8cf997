"""Changing a case: two members at once, and nothing is lost."""

import pytest

from amparo.cases.models import Case
from amparo.people import notice
from tests.helpers import sign_in, statuses


@pytest.fixture
def url(town):
    return f"{town.case.get_absolute_url()}edit/"


def typed(client, url, **changes):
    """The form as a browser would send it, with some fields typed over."""
    form = client.get(url).context["form"]
    held = {bound.name: bound.value() for bound in form}
    return {name: "" if value is None else value for name, value in (held | changes).items()}


def test_who_changes_a_case(town, client, url):
    everyone = [*town.everyone, town.alba, town.fina]
    table = {"nobody": 302, "ana": 200, "bruno": 404, "celia": 404, "alba": 200, "fina": 404}
    assert statuses(client, url, everyone) == table
    table |= {"ana": 200, "alba": 200}
    assert statuses(client, url, everyone, method="post") == table


def test_a_change_is_saved_and_only_it(town, client, url):
    sign_in(client, town.ana)
    client.post(url, typed(client, url, next_step="Call the consulate."))
    case = Case.objects.get(pk=town.case.pk)
    assert case.next_step == "Call the consulate."
    assert case.safety_note == "Nobody at the market may know."
    assert case.version == town.case.version + 1


def test_a_notice_explained_after_the_first_day_is_written_down(town, client):
    case = town.new_case(immediate_danger="yes")
    sign_in(client, town.ana)
    page = case.get_absolute_url()
    assert "not explained yet" in client.get(page).content.decode()
    client.post(f"{page}edit/", typed(client, f"{page}edit/", notice_version=notice.CURRENT))
    assert Case.objects.get(pk=case.pk).notice_version == notice.CURRENT
    assert "not explained yet" not in client.get(page).content.decode()


def test_saving_without_a_change_changes_nothing(town, client, url):
    sign_in(client, town.ana)
    client.post(url, typed(client, url))
    assert Case.objects.get(pk=town.case.pk).version == town.case.version


def test_the_second_sees_both_versions_and_loses_nothing(town, client, url):
    sign_in(client, town.ana)
    anas = typed(client, url, next_step="Ana's step", notes="Ana's notes")
    sign_in(client, town.alba)
    client.post(url, typed(client, url, next_step="Alba's step", safety_note="Alba's note"))
    sign_in(client, town.ana)
    page = client.post(url, anas)
    assert page.status_code == 200
    rows = {row.label: (row.theirs, row.mine) for row in page.context["differences"]}
    assert rows == {
        "Next step": ("Alba's step", "Ana's step"),
        "What makes her safe or unsafe": ("Alba's note", ""),
    }
    assert Case.objects.get(pk=town.case.pk).next_step == "Alba's step"
    shown = {bound.name: bound.value() for bound in page.context["form"]}
    assert shown["next_step"] == "Ana's step"
    assert shown["notes"] == "Ana's notes"
    assert shown["safety_note"] == "Alba's note"
    again = {name: "" if value is None else value for name, value in shown.items()}
    assert client.post(url, again).status_code == 302
    case = Case.objects.get(pk=town.case.pk)
    assert (case.next_step, case.notes) == ("Ana's step", "Ana's notes")
    assert case.safety_note == "Alba's note"


def test_without_its_mark_nothing_is_overwritten_unseen(town, client, url):
    sign_in(client, town.ana)
    page = client.post(url, typed(client, url, next_step="Mine") | {"seen": "forged"})
    assert page.status_code == 200
    assert Case.objects.get(pk=town.case.pk).next_step == "Take her to the doctor."


@pytest.mark.parametrize("day", ["2999-01-01", "31/31/2026", "9999999-01-01"])
def test_a_day_that_cannot_be_is_asked_again(town, client, url, day):
    sign_in(client, town.ana)
    page = client.post(url, typed(client, url, opened_on=day))
    assert page.context["form"].errors["opened_on"]
