"""Columns are proposed from words and values; a row becomes facts, rejections and doubts."""

import json
from datetime import date

import pytest

from amparo.core.errors import BadInput
from amparo.registers import dates, shapes, vocabulary
from amparo.registers.apply import Doubt, apply
from amparo.registers.mapping import Mapping, Rule
from amparo.registers.proposing import propose, standard_mapping, unread_values
from amparo.registers.reading import Row, open_register
from amparo.taxonomy import vague
from tests.registers.messy import REGISTERS

TODAY = date(2026, 11, 22)
PLACES = {"puerto vallarta": "14067", "jalisco": "MX-JAL", "tapachula": "07089", "mexico": "MX"}


def find_place(text, level, within):
    code = PLACES.get(text.casefold().replace("é", "e"))
    return [code] if code else []


def read(rules, values):
    mapping = Mapping(tuple(rules))
    columns = [rule.column for rule in rules]
    row = Row(2, tuple(values))
    return apply(mapping, columns, row, today=TODAY, find_place=find_place)


def one(field, value, **rule):
    return read([Rule("c", field, **rule)], [value])


# --- ages and dates -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "low", "high", "is_about"),
    [
        ("15", 15, 15, False),
        ("15.0", 15, 15, False),
        ("15 aprox.", 15, 15, True),
        ("Aprox. 15 años", 15, 15, True),
        ("~15", 15, 15, True),
        ("15?", 15, 15, True),
        ("unos 15", 15, 15, True),
        ("15-17", 15, 17, False),
        ("entre 15 y 17", 15, 17, False),
        ("17 o 18", 17, 18, False),
        ("15 years old", 15, 15, False),
        ("8 meses", 0, 0, False),
    ],
)
def test_ages_as_people_write_them(text, low, high, is_about):
    assert shapes.age(text) == shapes.Age(low, high, is_about)


@pytest.mark.parametrize("text", ["", "menor", "150", "17-15", "12/03/2009", "quince", "331 000"])
def test_what_is_no_age(text):
    assert shapes.age(text) is None


def test_who_is_only_called_a_minor_was_born_less_than_18_years_before():
    rules = [Rule("edad", "person.age"), Rule("fecha", "case.opened_on", order="dmy")]
    minor = read(rules, ["Menor de edad", "13/03/2012"])
    assert minor.person == {"birth_date": "1994-03-14/.."}
    assert vague.from_edtf("1994-03-14/..").low == date(1994, 3, 14)
    assert minor.rejected == minor.doubts == []
    undated = read(rules, ["menor", ""])
    assert Doubt("edad", "age_without_date") in undated.doubts


def test_an_age_becomes_a_vague_birth_counted_from_the_day_it_was_said():
    rules = [Rule("edad", "person.age"), Rule("fecha", "case.opened_on", order="dmy")]
    about = read(rules, ["15 aprox.", "10/03/2012"])
    assert about.person == {"birth_year": 1997, "birth_date": "1997~"}
    exact = read(rules, ["15", "10/03/2012"])
    assert exact.person == {"birth_year": 1997, "birth_date": "1996/1997"}
    assert about.doubts == exact.doubts == []
    undated = read(rules, ["15", ""])
    assert undated.person["birth_year"] == TODAY.year - 15
    assert Doubt("edad", "age_without_date") in undated.doubts


@pytest.mark.parametrize(
    ("text", "edtf", "doubt"),
    [
        ("2012-03-04", "2012-03-04", ""),
        ("2012-03-04 00:00:00", "2012-03-04", ""),
        ("04/03/2012", "2012-03-04", "day_or_month"),
        ("04/04/2012", "2012-04-04", ""),
        ("13/03/2012", "2012-03-13", ""),
        ("3/13/2012", "2012-03-13", ""),
        ("3-mar-12", "2012-03-03", ""),
        ("3 de marzo de 2012", "2012-03-03", ""),
        ("March 3, 2012", "2012-03-03", ""),
        ("Marzo de 2012", "2012-03", ""),
        ("03/2012", "2012-03", ""),
        ("2012 aprox.", "2012~", ""),
        ("15/7/09 ?", "2009-07-15?", ""),
        ("3.3.98", "1998-03-03", ""),
        ("25/12/2027", "2027-12-25", "future"),
    ],
)
def test_dates_as_people_write_them(text, edtf, doubt):
    assert dates.when(text, today=TODAY) == dates.When(edtf, doubt)


@pytest.mark.parametrize("text", ["31/02/2012", "hola", "15", "0/0/2012", "marzo", "1/2/3/4"])
def test_what_is_no_date(text):
    assert dates.when(text, today=TODAY) is None


def test_one_telling_date_settles_the_order_of_a_whole_column():
    assert dates.order_of(["04/03/2012", "25/03/2012"]) == "dmy"
    assert dates.order_of(["04/03/2012", "03/25/2012"]) == "mdy"
    assert dates.order_of(["04/03/2012"]) == ""
    assert dates.order_of(["25/03/2012", "03/25/2012"]) == ""


# --- names --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "order", "parts"),
    [
        ("Rosa María Inventada Ficticio", "", ("Rosa María", "Inventada", "Ficticio", True)),
        ("Rosa Inventada", "", ("Rosa", "Inventada", "", True)),
        ("Rosa", "", ("Rosa", "", "", False)),
        ("Ana de la Invención Ficticio", "", ("Ana", "de la Invención", "Ficticio", True)),
        ("INVENTADA FICTICIO, ROSA", "", ("ROSA", "INVENTADA", "FICTICIO", False)),
        ("Inventada Ficticio Rosa", "surnames_first", ("Rosa", "Inventada", "Ficticio", True)),
    ],
)
def test_names_in_one_cell_are_cut_and_doubted(text, order, parts):
    assert shapes.names(text, order=order) == shapes.Names(*parts)


# --- what a cell becomes ------------------------------------------------------------------------


def test_unknown_refused_and_not_asked_stay_three_answers():
    for text, answer in (("se ignora", "unknown"), ("no quiso", "refused"), ("n/p", "not_asked")):
        found = one("person.citizenships", text)
        assert found.person["unanswered"] == {"citizenships": answer}
        assert found.rejected == []


def test_namibia_is_a_country_and_not_a_missing_value():
    assert one("person.citizenships", "NA").person["citizenships"] == ["NA"]


def test_countries_by_code_name_and_people():
    for text in ("HN", "HND", "Honduras", "hondureña", "HONDUREÑO"):
        assert one("person.citizenships", text).person["citizenships"] == ["HN"], text
    assert one("person.citizenships", "HN; GT").person["citizenships"] == ["HN", "GT"]
    assert [found.column for found in one("person.citizenships", "Atlántida").rejected] == ["c"]


def test_the_letter_m_is_read_by_its_column():
    assert propose(["Sexo"], [["M"], ["H"]]).rules[0].codes == {"m": "Feminine"}
    assert propose(["Sexo"], [["M"], ["F"]]).rules[0].codes == {"m": "Masculine"}
    assert propose(["Sexo"], [["M"], ["M"]]).rules[0].codes == {}
    assert one("person.gender", "M").doubts == [Doubt("c", "gender_letter")]


def test_several_forms_in_one_cell():
    for text in ("Sexual y laboral", "sexual/laboral", "SexualExploitation ForcedLabour"):
        assert one("event.purposes", text).event["purposes"] == [
            "SexualExploitation",
            "ForcedLabour",
        ]
    half = one("event.purposes", "sexual; algo raro")
    assert half.event["purposes"] == ["SexualExploitation"]
    assert [found.column for found in half.rejected] == ["c"]


def test_a_correction_of_a_person_wins_over_the_lists():
    corrected = one("event.purposes", "algo raro", codes={"algo raro": "ForcedBegging"})
    assert corrected.event["purposes"] == ["ForcedBegging"]
    dropped = one("event.purposes", "algo raro", codes={"algo raro": ""})
    assert dropped.event == {}
    assert dropped.rejected == []


def test_the_columns_of_one_place_are_read_together():
    rules = [
        Rule("Municipio", "event.place.exploitation"),
        Rule("Estado", "event.place.exploitation"),
    ]
    assert read(rules, ["Puerto Vallarta", "Jalisco"]).places == [("14067", "exploitation")]
    unknown = read(rules, ["Ninguna Parte", "Jalisco"])
    assert unknown.places == [("MX-JAL", "exploitation")]
    assert [found.column for found in unknown.rejected] == ["Municipio"]


def test_a_yes_column_gives_a_service_and_a_date_in_it_its_day():
    rules = [
        Rule("Albergue", "assistance.service", code="Shelter"),
        Rule("Legal", "assistance.service", code="Legal"),
        Rule("Costo", "assistance.cost"),
    ]
    found = read(rules, ["Sí", "13/03/2012", "$1,200.50 MXN"])
    assert [(e["service"], e["given_on"]) for e in found.assistance] == [
        ("Shelter", None),
        ("Legal", date(2012, 3, 13)),
    ]
    assert [str(e.get("cost")) for e in found.assistance] == ["1200.50", "None"]
    assert read(rules, ["No", "n/p", ""]).assistance == []
    assert [f.column for f in read(rules, ["tal vez", "", ""]).rejected] == ["Albergue"]


def test_an_amount_without_currency_stays_readable_in_the_note():
    found = read([Rule("s", "assistance.service"), Rule("c", "assistance.cost")], ["Legal", "300"])
    assert found.assistance == [{"service": "Legal", "note": "300.0", "given_on": None}]
    assert found.doubts == [Doubt("", "currency")]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("person.birth_date", "31/02/1999"),
        ("person.birth_date", "ayer"),
        ("person.birth_year", "95"),
        ("person.age", "adulta"),
        ("person.gender", "7"),
        ("person.residence_country", "Atlántida"),
        ("case.status", "quizás"),
        ("case.opened_on", "32/13/2012"),
        ("event.sectors", "no existe tal rama"),
        ("event.place.exploitation", "Ninguna Parte"),
        ("assistance.cost", "mucho"),
    ],
)
def test_what_cannot_be_read_is_rejected_by_column_with_a_reason(field, value):
    found = one(field, value)
    assert [(each.row, each.column) for each in found.rejected] == [(2, "c")]
    assert found.rejected[0].reason.endswith(".")
    assert value not in found.rejected[0].reason


HOSTILE = ["x" * 1_000_000, "a\x00b", "🦋" * 50, "مريم", "=cmd|'/c calc'!A1", "1e999", "-0", "½"]


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_no_cell_however_hostile_breaks_a_reader(value):
    from amparo.registers.fields import TARGETS

    for field in TARGETS:
        one(field, value)
        one(field, value, code="Shelter")


# --- proposals ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Nombre(s)", "person.given_names"),
        ("Ap. Paterno", "person.paternal_surname"),
        ("F. Nac.", "person.birth_date"),
        ("Fecha de Nacimiento (dd/mm/aaaa)", "person.birth_date"),
        ("EDAD", "person.age"),
        ("Sx", "person.gender"),
        ("Nac.", "person.citizenships"),
        ("Country of origin", "person.citizenships"),
        ("Tel.", "person.phone"),
        ("Mpio.", "event.place.exploitation"),
        ("Forma de explotación", "event.purposes"),
        ("Type of exploitation", "event.purposes"),
        ("Obs.", "case.notes"),
        ("Fecha de ingrezo", "case.opened_on"),
        ("Lugar de origen / Municipio", "event.place.origin"),
        ("Folio", "keep"),
        ("xyzzy", "keep"),
    ],
)
def test_a_header_alone_proposes_a_field(header, field):
    names = ["Apellidos"] if field == "person.given_names" else []
    assert propose([header, *names], [["", *names]]).rules[0].field == field


def test_a_column_without_a_telling_name_is_proposed_by_its_values():
    values = [
        ["M", "15 aprox.", "331 555 0000", "Rosa Inventada Ficticio"],
        ["H", "20", "", "Ana F"],
    ]
    fields = [rule.field for rule in propose(["a", "b", "c", "d"], values).rules]
    assert fields[1:] == ["person.age", "person.phone", "person.full_name"]


def test_a_field_that_holds_one_value_is_given_to_one_column():
    mapping = propose(["Fecha de ingreso", "Fecha"], [["13/03/2012", "14/03/2012"]])
    assert [rule.field for rule in mapping.rules] == ["case.opened_on", "keep"]


def test_the_same_word_is_read_by_its_values():
    place = propose(["Estado"], [["Jalisco"], ["Chiapas"]]).rules[0]
    status = propose(["Estado"], [["Abierto"], ["Cerrado"]]).rules[0]
    assert (place.field, status.field) == ("event.place.exploitation", "case.status")


def test_values_that_no_code_explains_are_shown_for_a_person():
    rule = propose(["Forma de explotación"], [["sexual"], ["algo raro"]]).rules[0]
    assert unread_values(rule.field, rule, ["sexual", "algo raro", "", "se ignora"]) == [
        "algo raro"
    ]


def test_a_mapping_survives_being_saved():
    mapping = propose(["Sexo", "Albergue"], [["M", "Sí"], ["H", "No"]])
    again = Mapping.from_json(json.loads(json.dumps(mapping.to_json())))
    assert again == mapping
    with pytest.raises(BadInput):
        Mapping.from_json({"format": 1, "rules": [{"column": "a", "field": "no.such"}]})


@pytest.mark.parametrize("name", REGISTERS)
def test_the_messy_registers_are_understood_without_a_hand(tmp_path, name):
    count = REGISTERS[name](tmp_path / name)
    register = open_register(tmp_path / name)
    sample = [row.values[: len(register.columns)] for row in register.sample()]
    mapping = propose(register.columns, sample)
    rows = [
        apply(mapping, register.columns, row, today=TODAY, find_place=lambda *words: ["14067"])
        for row in register.rows()
    ]
    assert len(rows) == count
    named = [row for row in rows if row.person.get("given_names")]
    born = [row for row in rows if "birth_year" in row.person]
    assert len(named) == count
    assert len(born) >= count * 0.8
    assert [row.rejected for row in rows if row.rejected] == []


# --- HTCDS --------------------------------------------------------------------------------------


def test_a_row_of_the_standard_with_all_its_defects():
    values = {
        "prs_First_Name": "Rosa",
        "prs_SecondName": "Inventada Ficticio",
        "prs_Birthdate": "1999-02-30",
        "prs_Gender": "Feminine",
        "prs_Citizenship": "HN;GT",
        "vic_Methods_of_Control": "DebtBondage ;Threats;PsychoactiveSubstances",
        "MethodsOfControlUsesChildren": "1",
        "vic_TypeOfExploitation": "ForcedLabour SexualExploitation",
        "vic_TraffickingStatus": "ActualVictimOfTrafficking",
        "vic_RelationshipToTrafficker": "Unaquainted",
        "cas_Status": "Follow Up",
        "prs_MaritalStatus": "Maried",
        "vic_ForcedLabourIndustry": "C_Manufacturing;F_Construction",
        "hte_Type": "Recruitment",
        "hte_City": "Tapachula",
    }
    columns = list(values)
    mapping = standard_mapping(columns, [list(values.values())])
    row = Row(2, tuple(values.values()))
    found = apply(mapping, columns, row, today=TODAY, find_place=find_place)
    assert found.person["paternal_surname"] == "Inventada"
    assert found.person["citizenships"] == ["HN", "GT"]
    assert set(found.event["means_of_control"]) == {
        "DebtBondage",
        "PhysicalThreats",
        "PsychoactiveSubstance",
        "UsesChildren",
    }
    assert found.event["purposes"] == ["ForcedLabour", "SexualExploitation"]
    assert len(found.event["sectors"]) == 2
    assert found.case == {"identification": "identified", "status": "FollowUp"}
    assert found.places == [("07089", "origin")]
    assert {each.column for each in found.rejected} == {"prs_Birthdate", "prs_MaritalStatus"}


def test_missing_codes_in_the_standard_are_answers():
    from amparo.registers import htcds

    columns = [name for name, field in htcds.fields().items() if field.list or field.to != "keep"]
    mapping = standard_mapping(columns, [])
    for silent in ("", "-99", "00", "ZZ", "Unknown", "0", "-99.0"):
        row = Row(2, (silent,) * len(columns))
        found = apply(mapping, columns, row, today=TODAY, find_place=find_place)
        assert [each.column for each in found.rejected] == [], silent


@pytest.mark.parametrize(
    ("said", "means"),
    [("No sabe", "unknown"), ("no recuerda", "unknown"), ("NO DIJO", "refused"), ("sabe", None)],
)
def test_what_she_did_not_answer_is_no_value_that_a_person_must_explain(said, means):
    assert vocabulary.non_answer(said) == means
