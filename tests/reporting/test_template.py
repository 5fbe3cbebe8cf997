"""The donor's own form: sent once, looked at, filled with what may leave, and logged."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from amparo.organisations.models import Paper
from amparo.reporting import access
from amparo.reporting.models import DonorTemplate
from tests.helpers import audit_events, sign_in, statuses
from tests.reporting.books import form, sent, with_part


@pytest.fixture
def url(told):
    return f"/reports/projects/{told.funded.north.pk}/template/"


def upload(client, url, content, name="plantilla.xlsx"):
    return client.post(url, {"paper": SimpleUploadedFile(name, content)})


def test_who_opens_the_template(told, client, url):
    town = told.town
    who = [None, town.ana, town.alba, town.noe, told.pablo]
    table = {"nobody": 302, "ana": 404, "alba": 200, "noe": 200, "pablo": 200}
    assert statuses(client, url, who) == table
    # Nothing was uploaded yet.
    table = {"nobody": 302, "ana": 404, "alba": 403, "noe": 403, "pablo": 403}
    assert statuses(client, f"{url}workbook.xlsx", who) == table


def test_it_is_sent_looked_at_and_filled_and_the_log_says_so(told, client, url):
    sign_in(client, told.pablo)
    assert upload(client, url, sent(form())).status_code == 302
    page = client.get(url).content.decode()
    assert "Informe!B3" in page
    assert "Informe!B9: <code>no_such_thing</code>" in page
    assert "by its name" in page
    answer = client.get(f"{url}workbook.xlsx?month={told.month.code}")
    assert answer["Content-Disposition"].endswith(f'informe-{told.month.code}.xlsx"')
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    sheet = book["Informe"]
    # Ten people by the rule; 250 was paid; the formula is the donor's.
    assert [sheet[f"B{row}"].value for row in range(3, 10)] == [
        10, 250, "=B4*2", 10, 1000, "fewer than 10", "{{no_such_thing}}",
    ]  # fmt: skip
    assert sheet["A1"].value.endswith(": NORTE")
    assert book["Notas del donante"]["A1"].value == "No tocar"
    (event,) = audit_events("report_taken_out")
    assert '"kind": "xlsx"' in event.detail
    assert event.about_id == str(told.funded.north.pk)
    assert len(audit_events("template_kept")) == 1


def test_few_people_are_words_in_it(told, client):
    url = f"/reports/projects/{told.funded.south.pk}/template/"
    sign_in(client, told.pablo)
    upload(client, url, sent(form()))
    answer = client.get(f"{url}workbook.xlsx?month={told.month.code}")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content))["Informe"]
    assert (sheet["B3"].value, sheet["B6"].value) == ("fewer than 10", "not shown: few people")


def test_a_new_one_replaces_it_and_no_old_file_stays(told, client, url):
    sign_in(client, told.pablo)
    upload(client, url, sent(form()))
    first = access.template_of(told.funded.north).paper_id
    book = form()
    book["Informe"]["C9"] = "{{spent_total}}"
    upload(client, url, sent(book))
    held = DonorTemplate.objects.get()
    assert held.paper_id != first
    assert not Paper.objects.filter(pk=first).exists()
    assert "spent_total" in client.get(url).content.decode()


def refused(client, told, url, content, name="plantilla.xlsx"):
    page = upload(sign_in(client, told.pablo), url, content, name).content.decode()
    assert not DonorTemplate.objects.exists()
    return page


def test_a_marker_in_a_formula_or_a_merged_cell_is_refused_with_its_cell(told, client, url):
    book = form()
    book["Informe"]["C5"] = '="{{spent}}"'
    book["Informe"].merge_cells("A6:C6")
    page = refused(client, told, url, sent(book))
    assert "Informe!C5: the marker stands in a formula" in page
    assert "Informe!B6: the marker stands in a merged cell" in page


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("xl/vbaProject.bin", "holds macros"),
        ("xl/macrosheets/sheet1.xml", "holds macros"),
        ("xl/externalLinks/externalLink1.xml", "takes values from other files"),
        ("xl/connections.xml", "takes values from other files"),
    ],
)
def test_macros_and_links_are_refused(told, client, url, part, words):
    assert words in refused(client, told, url, with_part(sent(form()), part, b"<x/>"))


def test_what_is_no_workbook_is_refused(told, client, url):
    assert "This is no workbook" in refused(client, told, url, b"a,b\n1,2\n", "tabla.csv")
    empty = openpyxl.Workbook()
    assert "No marker was found" in refused(client, told, url, sent(empty))
    broken = with_part(sent(form()), "xl/worksheets/extra.xml", b"<x/>")[:-400]
    assert "no workbook" in refused(client, told, url, broken)


def test_whoever_keeps_no_projects_sends_none(told, client, url):
    page = upload(sign_in(client, told.town.noe), url, sent(form())).content.decode()
    assert "Your role does not allow you to keep projects" in page
    assert not DonorTemplate.objects.exists()
