"""Any table is read row by row, whatever its letters; whatever is no row is named."""

import pytest

from amparo.registers.reading import (
    AsideKind,
)
from tests.registers.reading import kinds, read, write


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "cp850", "mac_roman", "utf-16"]
)
def test_accents_survive_in_every_old_encoding(tmp_path, encoding):
    text = "nombre,edad\nÍñigo Núñez Inventado,15\nMaría José Ficticia,16\n¿Quién? Peñón,17\n"
    _, rows = read(write(tmp_path, text.encode(encoding)))
    assert [row.values[0] for row in rows] == [
        "Íñigo Núñez Inventado",
        "María José Ficticia",
        "¿Quién? Peñón",
    ]


def test_utf_16_without_its_mark_is_still_read(tmp_path):
    _, rows = read(write(tmp_path, "nombre,edad\nÍñigo,15\n".encode("utf-16-le")))
    assert rows[0].values == ("Íñigo", "15")


def test_old_lines_pasted_into_a_utf_8_file_are_read_and_counted(tmp_path):
    content = "nombre,edad\nNúñez,15\n".encode() + "Peña,16\n".encode("cp1252")
    register, rows = read(write(tmp_path, content))
    assert [row.values[0] for row in rows] == ["Núñez", "Peña"]
    assert [aside.text for aside in register.asides] == ["utf-8 + 1 cp1252"]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(tmp_path, separator):
    text = separator.join(("nombre", "edad", "sexo")) + "\n"
    text += separator.join(("Ana, Luz", "15", "F;M")) + "\n" if separator not in ",;" else ""
    text += separator.join(("Rosa", "16", "F")) + "\n"
    register, rows = read(write(tmp_path, text))
    assert register.columns == ("nombre", "edad", "sexo")
    assert rows[-1].values == ("Rosa", "16", "F")


def test_semicolons_inside_values_do_not_move_columns(tmp_path):
    text = "gender,means,country\nFemale,a;b;c,NA\nMale,d;e,PH\n"
    _, rows = read(write(tmp_path, text))
    assert [row.values for row in rows] == [("Female", "a;b;c", "NA"), ("Male", "d;e", "PH")]


def test_rows_keep_the_number_a_spreadsheet_shows(tmp_path):
    text = 'nombre,edad\n"Ana\nInventada",15\n\nRosa,16\n'
    register, rows = read(write(tmp_path, text))
    assert [(row.number, row.values[0]) for row in rows] == [(2, "Ana\nInventada"), (4, "Rosa")]
    assert [(a.kind, a.first_row) for a in register.asides] == [(AsideKind.EMPTY, 3)]


def test_short_and_long_rows_keep_every_cell(tmp_path):
    register, rows = read(write(tmp_path, "nombre,edad,sexo\nAna\nRosa,15,F,sobra\n"))
    assert rows[0].values == ("Ana", "", "")
    assert register.named(rows[1]) == {
        "nombre": "Rosa",
        "edad": "15",
        "sexo": "F",
        "column 4": "sobra",
    }
    assert kinds(register) == [AsideKind.RAGGED]


def test_a_line_of_blanks_is_a_row_only_where_blank_is_an_answer(tmp_path):
    path = write(tmp_path, "gender,isForcedLabour\n,\nFemale,1\n")
    assert len(read(path)[1]) == 1
    assert [row.values for row in read(path, blanks_are_rows=True)[1]] == [
        ("", ""),
        ("Female", "1"),
    ]


def test_repeated_and_missing_column_names_stay_apart(tmp_path):
    register, rows = read(write(tmp_path, "nombre,edad,,edad\nAna,15,x,16\n"))
    assert register.columns == ("nombre", "edad", "column 3", "edad (2)")
    assert rows[0].values == ("Ana", "15", "x", "16")


def test_a_file_without_a_header_loses_no_row(tmp_path):
    register, rows = read(write(tmp_path, "12/03/2009,15,331\n13/03/2009,16,332\n"))
    assert len(rows) == 2
    assert kinds(register) == [AsideKind.NO_HEADER]


def test_a_person_of_whom_only_the_name_is_known_is_a_row(tmp_path):
    register, rows = read(write(tmp_path, "nombre,edad,sexo\nAna Inventada,,\nTotal,1,\n"))
    assert [row.values[0] for row in rows] == ["Ana Inventada"]
    assert kinds(register) == [AsideKind.TOTAL]


def test_a_person_called_total_is_no_total(tmp_path):
    _, rows = read(write(tmp_path, "nombre,edad,pais\nTotal Inventada,15,Honduras\n"))
    assert len(rows) == 1
