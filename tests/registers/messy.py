"""Three registers as a shelter might hand them over. Every person in them is invented.

Run as a script with a folder to have the files: python tests/registers/messy.py FOLDER
"""

import csv
import io
import random
import sys
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment

GIVEN = ("Rosa", "Juan", "Luz María", "Ana", "José", "Íñigo", "Ángela", "Nuño", "Bertha", "Chayo")
SURNAMES = ("Inventada", "Ficticio", "Imaginaria", "de la Invención", "Noexiste", "Supuesto")
COUNTRIES = ("hondureña", "GT", "El Salvador", "Méx.", "México", "Guatemala", "nicaragüense")
TOWNS = (
    ("Jalisco", "Puerto Vallarta"),
    ("Chiapas", "Tapachula"),
    ("Quintana Roo", "Benito Juárez"),
)
FORMS = ("Sexual", "laboral", "Sexual y laboral", "Mendicidad", "Trabajo forzado; mendicidad")
SERVICES = ("Albergue", "Psicológica", "Legal")


@dataclass(frozen=True)
class Invented:
    """One invented person, as the three registers write her down."""

    number: int
    given: str
    paternal: str
    maternal: str
    age: int
    is_woman: bool
    country: str
    state: str
    town: str
    form: str
    day: int
    month: int
    year: int
    yes: tuple[bool, ...]


def people(count: int, seed: int) -> list[Invented]:
    draw = random.Random(seed)
    return [
        Invented(
            number=number,
            given=draw.choice(GIVEN),
            paternal=draw.choice(SURNAMES),
            maternal=draw.choice(SURNAMES),
            age=draw.randint(6, 58),
            is_woman=draw.random() < 0.7,
            country=draw.choice(COUNTRIES),
            state=(place := draw.choice(TOWNS))[0],
            town=place[1],
            form=draw.choice(FORMS),
            day=draw.randint(1, 28),
            month=draw.randint(1, 12),
            year=draw.randint(2006, 2013),
            yes=tuple(draw.random() < 0.5 for _ in SERVICES),
        )
        for number in range(1, count + 1)
    ]


def shelter_workbook(path: Path, count: int = 60) -> int:
    """XLSX: cover, hidden sheet, title rows, two header rows, merged cells, totals and notes."""
    book = Workbook()
    cover = book.active
    cover.title = "Portada"
    cover["A1"] = "CASA INVENTADA – datos ficticios"
    sheet = book.create_sheet("Atenciones")
    sheet["A1"] = "REGISTRO DE PERSONAS ATENDIDAS (INVENTADO)"
    sheet.merge_cells("A1:K1")
    sheet["A2"] = "Periodo 2006-2013"
    heads = ("No.", "Nombre completo", "Edad", "Sexo", "Nacionalidad", "Fecha de ingreso")
    for column, head in enumerate(heads, 1):
        sheet.cell(4, column, head)
        sheet.merge_cells(start_row=4, end_row=5, start_column=column, end_column=column)
    for first, title, under in (
        (7, "Lugar de explotación", ("Estado", "Municipio")),
        (9, "Servicios", SERVICES),
    ):
        sheet.cell(4, first, title).alignment = Alignment(horizontal="center")
        last = first + len(under) - 1
        sheet.merge_cells(start_row=4, end_row=4, start_column=first, end_column=last)
        for offset, name in enumerate(under):
            sheet.cell(5, first + offset, name)
    sheet.cell(4, 12, "Observaciones")
    sheet.merge_cells("L4:L5")
    row = 6
    for person in people(count, seed=1):
        if person.number % 20 == 0:
            row += 1  # an empty line, as people leave them
        _shelter_row(sheet, row, person)
        row += 1
    # Two people on one sheet of paper: country and date merged over both rows.
    sheet.merge_cells("E6:E7")
    sheet.merge_cells("F6:F7")
    sheet.cell(row, 1, "TOTAL")
    sheet.cell(row, 3, count)
    sheet.cell(row + 2, 1, "Nota: edades aproximadas según lo dicho por la persona.")
    hidden = book.create_sheet("Listas")
    hidden.sheet_state = "hidden"
    hidden["A1"] = "Sexo"
    book.save(path)
    return count


def _shelter_row(sheet, row: int, person: Invented) -> None:
    about = " aprox." if person.number % 3 == 0 else ""
    values = [
        person.number,
        f"{person.given} {person.paternal} {person.maternal}",
        f"{person.age}{about}" if about else person.age,
        "M" if person.is_woman else "H",
        person.country,
        f"{person.day:02d}/{person.month:02d}/{person.year}",
        person.state,
        person.town,
        *("Sí" if answer else "No" for answer in person.yes),
        "INVENTADO",
    ]
    for column, value in enumerate(values, 1):
        sheet.cell(row, column, value)


def pasted_csv(path: Path, count: int = 50) -> int:
    """CSV with semicolons: UTF-8 with old Windows lines pasted in, quoted line breaks, totals."""
    head = ["Folio", "Nombre(s)", "Apellido paterno", "Ap. materno", "F. Nac.", "Sx", "Nac."]
    head += ["Teléfono", "Tipo de explotación", "Hechos", "INVENTADO"]
    lines: list[bytes] = []
    for person in people(count, seed=2):
        encoding = "cp1252" if person.number % 4 == 0 else "utf-8"
        lines.append(_line(_pasted_row(person), ";").encode(encoding))
        if person.number == 25:  # the header was printed again on the second page
            lines.append(_line(head, ";").encode())
        if person.number == 30:  # a row that somebody cut short
            lines.append(b"P-30b;Rosa;Inventada\r\n")
    lines.append(_line(["Total", "", "", "", str(count + 1)], ";").encode())
    path.write_bytes(b"\xef\xbb\xbf" + _line(head, ";").encode() + b"".join(lines))
    return count + 1


def _pasted_row(person: Invented) -> list[str]:
    birth = f"{person.day}/{person.month}/{(person.year - person.age) % 100:02d}"
    facts = f"Dice que la engañaron.\nSegún ella, en {person.town}; no quiso decir más."
    return [
        f"P-{person.number:03d}",
        person.given,
        person.paternal,
        person.maternal if person.number % 5 else "",
        birth if person.number % 7 else "no se sabe",
        "F" if person.is_woman else "M",
        person.country,
        f"33 0000 {person.number:04d}" if person.number % 3 else "",
        person.form,
        facts,
        "INVENTADO",
    ]


def old_list(path: Path, count: int = 40) -> int:
    """Tabs and the letters of an old DOS program; surnames first; ages in words; notes below."""
    out = ["LISTA DE CASOS INVENTADOS\r\n", "\r\n"]
    out.append(_line(["Apellidos y nombre", "Edad", "Origen", "Fecha", "Apoyos", "Obs"], "\t"))
    for person in people(count, seed=3):
        age = (f"{person.age}", f"aprox {person.age}", f"entre {person.age} y {person.age + 2}")
        out.append(
            _line(
                [
                    f"{person.paternal} {person.maternal}, {person.given}".upper(),
                    "se ignora" if person.number % 9 == 0 else age[person.number % 3],
                    person.country,
                    f"{person.day} de {MONTHS[person.month - 1]} de {person.year}",
                    ", ".join(name for name, has in zip(SERVICES, person.yes, strict=True) if has),
                    "ficticio",
                ],
                "\t",
            )
        )
    out.append("* Los casos sin edad se preguntaron después; ninguna persona existe.\r\n")
    path.write_bytes("".join(out).encode("cp850"))
    return count


MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto"),
    *("septiembre", "octubre", "noviembre", "diciembre"),
)


def _line(values: list[str], separator: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerow(values)
    return text.getvalue()


REGISTERS = {
    "casa_inventada_2013.xlsx": shelter_workbook,
    "pegado_ficticio_2011.csv": pasted_csv,
    "lista_inventada_1998.txt": old_list,
}

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, write in REGISTERS.items():
        rows = write(folder / name)
        sys.stdout.write(f"{folder / name}: {rows} invented people\n")
