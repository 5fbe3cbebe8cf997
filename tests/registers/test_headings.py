"""A list without headings makes its first person the names of the columns: that is said in time."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from amparo.people.models import Person
from amparo.registers import headings
from amparo.registers.reading import open_register
from tests.helpers import sign_in
from tests.registers.messy import REGISTERS
from tests.registers.test_import_pages import bring

ROWS = (
    ("Ana Noexiste", "04/03/2012", "sexual", "15", "Guatemala", "luz@example.org"),
    ("Eva Ficticio", "06/03/2012", "laboral", "17", "Honduras", ""),
)
SAID = "Some headings look like what stands in a row"
WITHOUT = (
    "Rosa Inventada Ficticio,sexual,Honduras,Albergue,Nadie la espera\n"
    "Ana Noexiste,laboral,Guatemala,Legal,Dice que no\n"
    "Luz Imaginaria,sexual,Honduras,Albergue,Sin familia\n"
)


@pytest.mark.parametrize(
    ("columns", "doubtful"),
    [
        (("Nombre Completo", "Fecha De Ingreso", "Forma", "Edad", "País", "Correo"), []),
        (("NOMBRE", "Ingreso", "column 3", "Edad (2)", "Nationality", "Mail"), []),
        (("Rosa Inventada", "05/03/2012", "laboral", "16", "Honduras", "ana@example.org"),
         [1, 2, 3, 4, 5, 6]),
        (("ROSA INVENTADA FICTICIO", "5 de marzo", "sexual", "16 aprox.", "Guatemala", "x"),
         [1, 3, 4, 5]),
        (("Nombre / Rosa Inventada", "Fecha / 5-3-12", "a", "b", "c", "d"), [1, 2]),
        (("Nombre", "Ingreso", "Forma", "555 0100", "País", "3"), [4, 6]),
        # Written like a name, but nothing below it is one.
        (("Nombre", "Entró Con Nosotras", "Forma", "Edad", "Quién Sabe", "Correo"), []),
    ],
)  # fmt: skip
def test_which_headings_look_like_a_row(columns, doubtful):
    assert headings.doubtful(columns, ROWS) == doubtful


@pytest.mark.parametrize("name", REGISTERS)
def test_the_headings_of_messy_registers_are_not_doubted(tmp_path, name):
    REGISTERS[name](tmp_path / name)
    register = open_register(tmp_path / name)
    rows = [row.values for row in register.sample()]
    assert headings.doubtful(register.columns, rows) == []


@pytest.fixture
def coral(town, client):
    town.coral.language = "en"
    town.coral.save()
    return sign_in(client, town.coral)


def test_the_desk_says_so_before_anything_is_kept_and_quotes_nobody(coral, town, places):
    upload = bring(coral, WITHOUT)
    mapping = coral.get(upload.get_absolute_url()).content.decode()
    trial = coral.get(reverse("registers:trial", args=[upload.pk])).content.decode()
    for page in (mapping, trial):
        said = page[page.index(SAID) :]
        assert "(columns: 1, 2, 3)" in said
        assert "Rosa" not in said[: said.index("</p>")]
    assert mapping.count("This heading looks like what stands in a row.") == 3
    assert not Person.objects.exists()


def test_it_says_so_in_spanish(town, client, places):
    town.coral.language = "es"
    town.coral.save()
    upload = bring(sign_in(client, town.coral), WITHOUT)
    page = client.get(upload.get_absolute_url()).content.decode()
    assert "parecen datos de una fila" in page
    assert SAID not in page


def test_a_register_with_headings_comes_in_without_a_word_about_them(coral, town, places):
    upload = bring(coral)
    for url in (upload.get_absolute_url(), reverse("registers:trial", args=[upload.pk])):
        assert SAID not in coral.get(url).content.decode()


def test_from_there_the_file_is_forgotten_at_once(coral, town, places):
    upload = bring(coral, WITHOUT)
    page = coral.get(upload.get_absolute_url()).content.decode()
    discard = reverse("registers:discard", args=[upload.pk])
    assert f'formaction="{discard}"' in page
    assert coral.post(discard, {"currency": "MXN"}).status_code == 302
    assert not type(upload).objects.exists()


def test_the_command_says_so_too(town, places, tmp_path, capsys):
    path = tmp_path / "list.csv"
    path.write_text(WITHOUT)
    call_command("import", str(path), agency="casa-luz", dry_run=True)
    assert SAID in capsys.readouterr().err
