"""Until when a paper of a case is valid, and who reads in the morning that one expires."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from amparo.cases import access
from amparo.cases.models import Case, Document, Teammate
from amparo.cases.queries import documents as queries
from amparo.core import clock
from amparo.site import morning
from tests.helpers import sign_in
from tests.town import FIRST, GIVEN

DAY = timedelta(days=1)


def said(member):
    with translation.override("en"):
        found = next((one for one in morning.sections(member) if one.code == "expiring"), None)
    return [entry.text for entry in found.entries] if found else []


def paper(town, until, **facts):
    return town.new_document(valid_until=until, **facts)


def in_days(number):
    return (clock.today() + number * DAY).isoformat()


@pytest.mark.parametrize(
    ("days", "there"), [(-1, False), (0, True), (1, True), (29, True), (30, True), (31, False)]
)
def test_a_paper_is_named_in_its_last_thirty_days(town, days, there):
    paper(town, in_days(days))
    assert bool(said(town.ana)) == there


def test_a_vague_end_stays_vague_and_is_named_from_the_first_day_it_may_mean(town):
    next_year = clock.today().year + 1
    held = paper(town, str(clock.today().year))
    far = paper(town, f"{next_year + 1}-06~")
    open_end = paper(town, f"../{in_days(10)}")
    assert (held.expires_low.month, held.expires_high.month) == (1, 12)
    assert open_end.expires_low == open_end.expires_high == clock.today() + 10 * DAY
    found = queries.expiring(access.visible_cases(town.ana), member=town.ana, on=clock.today())
    assert set(found) == {held, open_end}
    assert far.expires_low.day == 1
    assert any(text.endswith(f"valid until {clock.today().year}") for text in said(town.ana))
    assert paper(town, "").expires_low is None


def test_only_in_her_own_cases_and_by_the_number_alone(town, client):
    paper(town, in_days(5), title=f"Pasaporte de {GIVEN}")
    assert said(town.ana)[0].startswith(f"{town.case.shown_number}: valid until ")
    # Alba answers for the agency and opens the case, and it is not hers.
    for member in (town.alba, town.bruno, town.celia, town.noe):
        assert said(member) == [], member
    page = sign_in(client, town.ana).get("/today/").content.decode()
    assert town.case.shown_number in page
    for word in (GIVEN, FIRST, "Pasaporte"):
        assert word not in page
    Teammate.objects.filter(case=town.case, member=town.ana).update(until=clock.today())
    assert len(said(town.ana)) == 1
    Teammate.objects.filter(case=town.case, member=town.ana).update(until=clock.today() - DAY)
    assert said(town.ana) == []


def test_a_closed_case_is_left_alone(town):
    paper(town, in_days(5))
    Case.objects.filter(pk=town.case.pk).update(status="closed")
    assert said(town.ana) == []


def test_it_is_typed_with_the_paper_and_shown_with_it(town, client):
    sign_in(client, town.ana)
    url = f"/cases/{town.case.pk}/documents/new/"
    typed = {"kind": "identity_paper", "title": "Pasaporte", "whole": "1",
             "received_on": clock.today().isoformat()}  # fmt: skip

    def send(until):
        file = SimpleUploadedFile("nota.txt", b"Texto sin nombre")
        return client.post(url, typed | {"valid_until": until, "file": file})

    wrong = send("cuando sea")
    assert wrong.status_code == 200
    assert not Document.objects.filter(case=town.case).exists()
    assert send("junio de 2031").status_code == 302
    held = Document.objects.get(case=town.case)
    assert held.valid_until == "2031-06"
    page = client.get(held.get_absolute_url()).content.decode()
    assert "June 2031" in page
    assert send("").status_code == 302
