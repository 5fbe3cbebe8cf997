"""A small file may unpack to very much text: it is held in pieces, or refused in a sentence."""

import random
import tracemalloc
import zipfile

import pytest
from openpyxl import Workbook

from amparo.core.errors import BadInput
from amparo.registers import actions
from amparo.registers.models import ImportRow
from amparo.registers.reading import bounds, open_register, streamed, workbook
from tests.registers.reading import read, write
from tests.registers.test_hostile_registers import ANA, NAMESPACE, SHEET, bomb

MB = 1 << 20


def padded(tmp_path, rows, letters):
    """A workbook whose rows are full of text, filled up so that it does not look like a bomb."""
    whole, path = tmp_path / "whole.xlsx", tmp_path / "padded.xlsx"
    Workbook().save(whole)
    body = "".join(
        f'<row r="{at}"><c r="A{at}" t="str"><v>Ana Inventada</v></c>'
        f'<c r="B{at}" t="str"><v>{"x" * (letters - 7)}{at:07}</v></c></row>'
        for at in range(2, rows + 2)
    )
    sheet = SHEET.replace("edad", "observaciones") % body
    noise = random.Random(2026).randbytes(len(sheet) // 150)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w", 8) as package:
        for part in source.infolist():
            content = source.read(part)
            package.writestr(part.filename, sheet if "sheet1.xml" in part.filename else content)
        package.writestr("xl/media/noise.bin", noise)
    return path


def test_a_small_workbook_full_of_text_comes_in_piece_by_piece(town, places, tmp_path):
    """All in one batch of rows it took twice as much memory as it has text, and then some."""
    path = padded(tmp_path, rows=800, letters=80_000)
    assert path.stat().st_size < MB
    tracemalloc.start()
    with path.open("rb") as file:
        upload = actions.hold(
            by=town.coral, agency=town.casa_luz, chunks=iter(lambda: file.read(MB), b""),
            file_name="padded.xlsx",
        )  # fmt: skip
    outcome = actions.bring_in_upload(by=town.coral, upload=upload)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (outcome.rows, outcome.accepted, outcome.kind) == (800, 800, "proposed")
    assert peak < 40 * MB
    last = ImportRow.objects.get(number=801)
    assert (len(last.raw[1]), last.raw[1][-7:]) == (80_000, "0000801")


def test_rows_are_held_together_by_their_number_or_by_their_letters(monkeypatch):
    monkeypatch.setattr(bounds, "MOST_TOGETHER", 10)
    lines = iter([(1, ["12345"]), (2, ["12345"]), (3, ["1"]), (4, ["1"])])
    assert [each[0] for each in bounds.some(lines, 4)] == [1, 2, 3]
    assert [each[0] for each in bounds.some(lines, 4)] == [4]
    few = iter([(number, ["1"]) for number in range(5)])
    assert [len(bounds.some(few, 3)) for _ in range(3)] == [3, 2, 0]


def test_a_preview_full_of_text_still_finds_the_table(tmp_path, monkeypatch):
    monkeypatch.setattr(bounds, "MOST_TOGETHER", 50)
    register, rows = read(write(tmp_path, "nombre,edad\n" + "Ana Inventada,15\n" * 20))
    assert (register.columns, len(rows)) == (("nombre", "edad"), 20)


LONG = "x" * 900


@pytest.mark.parametrize(("most", "fits"), [(2_600, True), (2_400, False)])
@pytest.mark.parametrize("form", ["csv", "streamed", "at once"])
def test_a_row_with_more_text_than_a_register_is_refused(tmp_path, monkeypatch, form, most, fits):
    """Three values of 949 bytes each, as they lie in memory, in one row; two in the other."""
    monkeypatch.setattr(bounds, "MOST_IN_A_ROW", most + 300)
    monkeypatch.setattr(workbook, "LARGEST_AT_ONCE", 0 if form == "streamed" else 40 * MB)
    if form == "csv":
        path = write(tmp_path, f"nombre,a,b,c\nAna,x,,\nRosa,{LONG},{LONG},{LONG}\n")
    else:
        cells = "".join(f'<c t="str"><v>{LONG}</v></c>' for _ in range(3))
        path = bomb(tmp_path, f'{ANA}<row r="3">{cells}</row>')
    if fits:
        assert len(read(path)[1]) == 2
        return
    with pytest.raises(BadInput, match="more text than a whole register"):
        read(path)


@pytest.mark.parametrize("row", ['<c t="str"><v>', '<c t="str"><v>a</v></c><c t="str"><v>'])
def test_a_value_that_does_not_end_is_refused_on_the_way(tmp_path, monkeypatch, row):
    monkeypatch.setattr(bounds, "MOST_IN_A_ROW", MB)
    path = bomb(tmp_path, f'{ANA}<row r="3">{row}{"y" * (4 * MB)}')
    read_so_far = []
    monkeypatch.setattr(streamed._SheetReader, "feed", feeding(read_so_far))
    with pytest.raises(BadInput, match="more text than a whole register"):
        list(streamed.rows(path, "Sheet"))
    assert sum(read_so_far) < 2 * MB


def feeding(sizes):
    feed = streamed._SheetReader.feed

    def counted(reader, chunk, **how):
        sizes.append(len(chunk))
        feed(reader, chunk, **how)

    return counted


def test_notes_as_long_as_an_archive_are_refused(tmp_path, monkeypatch):
    lines = "".join(f"Nota: visita {n} {LONG};;\n" for n in range(20))
    path = write(tmp_path, f"nombre;edad;nota\nAna Inventada;15;x\n{lines}")
    assert len(read(path)[1]) == 1
    monkeypatch.setattr(bounds, "MOST_BESIDE", 15_000)
    with pytest.raises(BadInput, match="lines beside the table"):
        read(path)


def test_texts_that_all_rows_share_are_measured_as_they_are_read(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "LARGEST_AT_ONCE", 0)
    shared = "".join(f"<si><t>{LONG}{n}</t></si>" for n in range(20))
    path = bomb(tmp_path, ANA, sharedStrings=f"<sst {NAMESPACE}>{shared}</sst>")
    assert len(read(path)[1]) == 1
    monkeypatch.setattr(bounds, "MOST_SHARED", 15_000)
    with pytest.raises(BadInput, match="more text than can be opened at once"):
        read(path)


@pytest.mark.parametrize("part", ["styles", "sharedStrings"])
def test_a_part_that_is_read_whole_is_refused_before_it_is_opened(tmp_path, monkeypatch, part):
    monkeypatch.setattr(workbook, "CalamineWorkbook", None)
    for name in workbook.LARGEST_WHOLE:
        monkeypatch.setitem(workbook.LARGEST_WHOLE, name, MB)
    path = bomb(tmp_path, ANA, **{part: f"<x>{'y' * MB}</x>"})
    with pytest.raises(BadInput, match="more text than can be opened at once"):
        open_register(path)


@pytest.mark.parametrize("largest", [0, 40 * MB], ids=["streamed", "at once"])
def test_more_merged_cells_than_a_register_has_are_refused(tmp_path, monkeypatch, largest):
    monkeypatch.setattr(workbook, "LARGEST_AT_ONCE", largest)
    merged = "".join(f'<mergeCell ref="A{n}:A{n + 1}"/>' for n in range(2, 42, 2))
    path = bomb(tmp_path, f"{ANA}</sheetData><mergeCells>{merged}</mergeCells><sheetData>")
    assert len(read(path)[1]) >= 1
    monkeypatch.setattr(streamed, "MOST_MERGES", 19)
    with pytest.raises(BadInput, match="merges more cells"):
        read(path)
