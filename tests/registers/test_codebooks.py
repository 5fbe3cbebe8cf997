"""Public codebooks are recognised by any subset of columns; missing values are answers."""

import json
from collections import Counter

import pytest

from amparo.core.errors import BadInput
from amparo.registers import htcds
from amparo.registers.codebook import codebook
from amparo.registers.public_rows import PublicTable, Wider
from amparo.registers.reading import open_register
from amparo.registers.recognise import PUBLIC_KINDS, recognise, recognise_as

FACTS = "standards/ctdc_facts.json"
ORACLES = {
    "ctdc-kanon": ("data/ctdc_kanon_20200414_subset7.csv", "B_kanon_20200414_subset"),
    "ctdc-victim-perpetrator": (
        "data/ctdc_victim_perpetrator_synthetic_20221201.csv",
        "C_victim_perpetrator_synthetic_20221201",
    ),
}
KANON = {
    "gender": "gender",
    "ageBroad": "ageBroad",
    "cit": "citizenship",
    "coe": "CountryOfExploitation",
    "forcedLabour": "isForcedLabour",
    "sexual": "isSexualExploit",
}


def table_of(path, kind=None):
    register = open_register(path)
    sample = [row.values for row in register.sample()]
    found = recognise_as(kind, register.columns) if kind else recognise(register.columns, sample)
    return PublicTable(register, found)


@pytest.mark.parametrize("kind", ORACLES)
def test_the_public_files_are_read_whole_and_equal_the_published_counts(shared, kind):
    path, key = ORACLES[kind]
    facts = json.loads(shared(FACTS).read_text())[key]
    table = table_of(shared(path))
    rows = list(table.rows())
    assert table.recognised.kind == kind
    assert table.register.sha256 == facts["sha256"]
    assert len(rows) == facts["rows"]
    assert table.rejected == []
    expected = facts.get("values") or {column: facts[name] for name, column in KANON.items()}
    for column, counts in expected.items():
        at = table.columns.index(column)
        assert Counter(values[at] for _, values in rows) == counts


@pytest.mark.parametrize("kind", PUBLIC_KINDS)
def test_every_column_alone_is_recognised_as_public(kind):
    for column in codebook(kind).columns:
        found = recognise([column])
        assert found is not None, column
        assert found.kind in PUBLIC_KINDS


@pytest.mark.parametrize(("kind", "size"), [*zip(PUBLIC_KINDS, (63, 37, 16), strict=True)])
def test_the_whole_codebook_is_recognised_as_itself(kind, size):
    columns = list(codebook(kind).columns)
    assert len(columns) == size
    assert recognise(columns).kind == kind


def test_names_cut_at_32_characters_are_recognised():
    columns = [name[:32] for name in codebook("ctdc-synthetic").columns]
    assert "meansOfControlPsychoactiveSubsta" in columns
    assert len(recognise(columns).columns) == 37


def test_values_tell_two_codebooks_apart():
    columns = ["gender", "ageBroad", "citizenship", "isForcedLabour"]
    kanon = [("Female", "9--17", "NA", "0"), ("Male", "-99", "PH", "1.0")]
    synthetic = [("Female", "09--17", "NAM", "1"), ("Male", "", "PHL", "")]
    assert recognise(columns, kanon).kind == "ctdc-kanon"
    assert recognise(columns, synthetic).kind == "ctdc-synthetic"


def test_a_register_of_people_is_not_taken_for_public_data():
    assert recognise(["Name", "gender", "citizenship", "Phone"]) is None
    assert recognise(["Nombre", "Edad", "Sexo"]) is None


def test_every_way_of_saying_nothing_is_an_answer_and_no_rejection(register):
    path = register(
        "gender,citizenship,ageBroad,isForcedLabour,majorityEntry",
        "Female,,-99,1.0,Unknown",
        "Unknown,0,0,-99,0",
        "-99,ZZ,,0.0,ZZ",
        ",00,Unknown,,00",
        "Male,-99,9--17,0,-99",
        "Female,NA,09--17,1,Minor",
        "Female,AN,48+,1,Adult",
        "Female,YUG,0--8,1,Adult",
    )
    table = table_of(path, "ctdc-kanon")
    assert len(list(table.rows())) == 8
    assert table.rejected == []
    assert "0" in table.missing["citizenship"]
    assert "0" not in table.missing["isForcedLabour"]


def test_every_rejected_value_is_named_and_kept(register):
    path = register(
        "gender,citizenship,ageBroad,isForcedLabour",
        "Female,Mexico,9--17,1",
        "Feminine,MX,15,2",
        "Male,MX,48+,0,left over",
    )
    table = table_of(path, "ctdc-kanon")
    with pytest.raises(Wider):
        list(table.rows())
    wide = PublicTable(open_register(path), table.recognised, width=5)
    rows = list(wide.rows())
    assert [(found.row, found.column) for found in wide.rejected] == [
        (2, "citizenship"),
        (3, "gender"),
        (3, "ageBroad"),
        (3, "isForcedLabour"),
        (4, "column 5"),
    ]
    assert all(found.as_dict()["value_kept"] and found.reason for found in wide.rejected)
    assert rows[0] == (2, ("Female", "Mexico", "9--17", "1", ""))
    assert rows[2] == (4, ("Male", "MX", "48+", "0", "left over"))


def test_several_values_in_a_cell_are_checked_one_by_one(register):
    path = register("IP_Gender,IP_Relation", "Female;Male,FriendAcquaintance", "Female;Dog,")
    table = table_of(path, "ctdc-victim-perpetrator")
    list(table.rows())
    assert [(found.row, found.column) for found in table.rejected] == [(3, "IP_Gender")]


def test_a_codebook_that_has_none_of_the_columns_is_refused():
    with pytest.raises(BadInput, match="No column"):
        recognise_as("ctdc-kanon", ["nombre", "edad"])


# --- HTCDS --------------------------------------------------------------------------------------


def test_every_field_of_the_standard_is_known_in_both_styles():
    for name in htcds.fields():
        prefix, _, rest = name.partition("_")
        spaced = "".join(f"_{each}" if each.isupper() else each for each in rest).strip("_")
        for style in (name, f"{prefix}_{spaced}", name.lower(), f" {name} ", f"group/{name}"):
            assert htcds.column_named(style).field.name == name, style


@pytest.mark.parametrize(
    ("name", "choice"),
    [
        ("MethodsOfControlDebtBondage", "DebtBondage"),
        ("MethodsOfControlThreatOfLawEnforcement", "ThreatsLawEnforcement"),
        ("MethodsOfControlRestrictsMovement", "RestrictsMovement"),
        ("vic_Methods_of_Control/FalsePromises", "FalsePromises"),
        ("person/vic_MethodsOfControl/UsesChildren", "UsesChildren"),
    ],
)
def test_a_choice_split_off_into_its_own_column_is_known(name, choice):
    column = htcds.column_named(name)
    assert (column.field.name, column.choice) == ("vic_MethodsOfControl", choice)


def test_any_subset_of_the_standard_is_recognised():
    for name in htcds.fields():
        assert recognise([name]).kind == "htcds"
    assert recognise(["prs_First_Name", "First Name", "Notas"]).kind == "htcds"
