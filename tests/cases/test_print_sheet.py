"""The printed sheet: one page, without identity unless confirmed and logged."""

import re
import zlib
from contextlib import suppress
from datetime import date

import pytest

from amparo.cases import actions
from amparo.people import actions as people
from tests.helpers import audit_events, sign_in, statuses


@pytest.fixture
def url(town):
    return f"{town.case.get_absolute_url()}print/"


def pages_of(pdf: bytes) -> int:
    """Count the pages; most of a PDF lies in compressed streams."""
    parts = [pdf]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.S):
        with suppress(zlib.error):
            parts.append(zlib.decompress(stream))
    return sum(len(re.findall(rb"/Type ?/Page\b", part)) for part in parts)


def test_who_prints(town, client, url):
    everyone = [*town.everyone, town.alba, town.fina]
    table = {"nobody": 302, "ana": 200, "bruno": 404, "celia": 404, "alba": 200, "fina": 404}
    assert statuses(client, url, everyone) == table
    assert statuses(client, f"{url}identity/", everyone) == table


def test_by_default_no_identity_stands_on_the_sheet(town, client, url):
    page = sign_in(client, town.ana).get(url).content.decode()
    assert town.case.shown_number in page
    assert "Piedraluna" not in page
    assert "555-0100" not in page
    (event,) = audit_events("case_printed")
    assert event.detail == '{"form": "page", "identity": false}'


def test_with_identity_it_is_confirmed_and_logged_as_an_export(town, client, url):
    assert sign_in(client, town.ana, confirmed=False).get(f"{url}identity/").status_code == 302
    assert audit_events("case_printed") == []
    page = sign_in(client, town.ana).get(f"{url}identity/").content.decode()
    assert "Xquic Piedraluna Nubarrón" in page
    (event,) = audit_events("case_printed")
    assert event.detail == '{"form": "page", "identity": true}'
    assert audit_events("identity_revealed")


@pytest.mark.parametrize("which", ["?as=pdf", "identity/?as=pdf"])
def test_a_full_file_fits_one_sheet_with_a_name_that_says_nothing(town, client, url, which):
    long = "A long story that goes on and on. " * 500
    for _ in range(6):
        town.new_event(
            purposes=["ForcedBegging", "ForcedLabour"],
            started="2025",
            places=[("07089", "exploitation"), ("GT", "origin")],
        )
        town.new_assistance(cost=450, currency="MXN", given_on=date(2026, 4, 1))
        town.new_consent(recipient="hospital", block="health", purpose="referral")
    actions.revise(
        by=town.ana,
        case=town.case,
        seen_version=_version(town),
        notes=long,
        safety_note=long,
        next_step=long[:500],
    )
    people.revise(
        by=town.ana,
        person=town.case.person,
        seen_version=1,
        address=long[:500],
        contact_notes=long[:2000],
        identity_documents=["passport 1234567 (invented)"] * 5,
        languages=["quc", "mam"],
        citizenships=["GT", "HN"],
    )
    answer = sign_in(client, town.ana).get(url + which)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="documento.pdf"'
    assert answer.content.startswith(b"%PDF")
    assert pages_of(answer.content) == 1


def _version(town):
    town.case.refresh_from_db()
    return town.case.version


def test_what_does_not_fit_says_that_it_continues(town, client, url):
    actions.revise(by=town.ana, case=town.case, seen_version=1, notes="word " * 500)
    assert "continues in the file" in sign_in(client, town.ana).get(url).content.decode()
