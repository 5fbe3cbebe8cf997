"""Code lists: HTCDS with its defects, Palermo, the Mexican fractions, and forms by definition."""

import csv
import re

import pytest
from django.utils.translation import override

from amparo.core.errors import BadInput
from amparo.taxonomy import codes, shipped

# The 17 booleans that the prose of HTCDS defines, against the 16 values of its own list.
PROSE = (
    "DebtBondage TakesEarnings RestrictsFinancialAccess Threats PsychologicalAbuse PhysicalAbuse "
    "SexualAbuse FalsePromises PsychoactiveSubstances RestrictsMovement RestrictsMedicalCare "
    "ExcessiveWorkingHours UsesChildren ThreatOfLawEnforcement WithholdsNecessities "
    "WithholdsDocuments Other"
).split()  # fmt: skip

FIELD_OF_LIST = {
    "trafficking_status": "vic_TraffickingStatus",
    "deciding_body": "vic_TraffickingStatusDecisionMakingOrg",
    "case_status": "cas_Status",
    "purpose": "vic_TypeOfExploitation",
    "means_of_control": "vic_MethodsOfControl",
    "recruitment_method": "vic_MethodOfRecruitment",
    "sector": "vic_ForcedLabourIndustry",
    "service": "spl_Type",
    "marital_status": "prs_MaritalStatus",
    "education": "prs_HighestLevelOfEducation",
    "relationship_to_trafficker": "vic_RelationshipToTrafficker",
    "gender": "prs_Gender",
    "event_phase": "hte_Type",
    "perpetrator_role": "per_RoleInProcess",
    "organisation_type": "org_Type",
}


def test_every_code_has_words_in_both_languages_and_means_one_thing():
    for name in codes.lists():
        seen = {}
        for code in codes.codes(name):
            entry = codes.facts(name, code)
            assert entry["es"], (name, code)
            assert entry["en"], (name, code)
            for word in [code, entry["es"], entry["en"], *entry.get("aliases", [])]:
                key = shipped.key(word) or word
                assert seen.setdefault(key, code) == code, (name, word)


def test_every_value_of_htcds_is_read_by_code_and_by_label(beside):
    with beside("standards/htcds.csv").open(encoding="utf-8") as file:
        fields = {row["field"]: row["allowed_values (code=label)"] for row in csv.DictReader(file)}
    unread = []
    for name, field in FIELD_OF_LIST.items():
        for pair in re.split(r"; (?=[A-Z0-9]\w*=)", fields[field]):
            for written in pair.split("=", 1):
                if codes.canonical(name, f" {written} ") is None:
                    unread.append((field, written))
    assert unread == []
    ours = [name for name in fields if re.match(r"[a-z]{3}_", name)]
    assert all(codes.htcds_field(name)["field"] == name for name in ours)
    assert len(ours) == 84


def test_the_defects_of_htcds_are_mended():
    read = {
        "DebtBondage ": "DebtBondage",
        "debt_bondage": "DebtBondage",
        "MethodsOfControlDebtBondage": "DebtBondage",
        "meansOfControlThreats": "PhysicalThreats",
        "ThreatOfLawEnforcement": "ThreatsLawEnforcement",
        "PsychoactiveSubstances": "PsychoactiveSubstance",
        "Servidumbre por deudas": "DebtBondage",
    }
    assert {raw: codes.canonical("means_of_control", raw) for raw in read} == read
    prose = [codes.canonical("means_of_control", f"MethodsOfControl{name}") for name in PROSE]
    assert None not in prose
    assert len(set(prose)) == 17
    assert len(codes.codes("means_of_control")) == 18
    assert codes.canonical("relationship_to_trafficker", "Unaquainted") == "Unacquainted"


def test_fields_are_recognised_in_both_styles():
    assert codes.htcds_field("vic_Methods_of_Control")["list"] == "means_of_control"
    assert codes.htcds_field("prs_First_Name")["field"] == "prs_FirstName"
    assert codes.htcds_field("vic_ForcedLabourIndustry")["many"] is True
    assert codes.htcds_field("no_such_field") is None


def test_gender_is_read_however_a_register_writes_it():
    read = {"F": "Feminine", "mujer": "Feminine", "Male": "Masculine", "HOMBRE": "Masculine"}
    read |= {"Transgender-Female": "TransgenderFeminine", "NonSpecifiedUnknown": "unknown"}
    assert {raw: codes.canonical("gender", raw) for raw in read} == read
    assert codes.canonical("gender", "no such thing") is None
    assert codes.canonical("gender", "") is None
    assert codes.canonical("gender", None) is None


def test_unknown_refused_and_not_asked_are_three_answers():
    for raw in ("-99", "0", "00", "ZZ", "Unknown", "se ignora", " DESCONOCIDO ", "N/K", "?"):
        assert codes.non_answer(raw) == "unknown", raw
    for raw in ("No quiso responder", "no dijo", "Refused to answer"):
        assert codes.non_answer(raw) == "refused", raw
    assert codes.non_answer("not asked") == "not_asked"
    # A blank is no answer of anybody, Namibia and Sudan are countries, and 10 is a number.
    for raw in ("", None, "NA", "SD", "10", "Feminine"):
        assert codes.non_answer(raw) is None, raw


def test_choices_speak_the_language_of_the_moment():
    choices = dict(codes.choices("gender", nonanswers=True))
    with override("es"):
        assert (str(choices["Feminine"]), str(choices["refused"])) == (
            "Femenino",
            "No quiso decirlo",
        )
    with override("en"):
        assert str(choices["Feminine"]) == "Feminine"
    assert dict(codes.choices("gender", language="es"))["Masculine"] == "Masculino"
    assert "refused" not in dict(codes.choices("gender"))


def test_a_code_nobody_knows_is_shown_as_it_is():
    assert codes.label("gender", "Martian", language="es") == "Martian"
    assert not codes.is_code("gender", "Martian")
    assert codes.is_code("gender", "unknown")
    assert not codes.is_code("case_status", "unknown")
    with pytest.raises(BadInput):
        codes.codes("no_such_list")


def test_a_cell_with_several_values_is_read_whole():
    cell = "DebtBondage ; Threats;; nothing known; debt bondage"
    found, unread = codes.canonical_all("means_of_control", cell)
    assert found == ["DebtBondage", "PhysicalThreats"]
    assert unread == ["nothing known"]
    # A label with a comma is one value, not two.
    assert codes.canonical_all("sector", "Agriculture, forestry and fishing") == (
        ["A_AgricultureForestryAndFishing"],
        [],
    )
    assert codes.canonical_all("purpose", "") == ([], [])


def test_palermo_has_three_coded_lists():
    assert [c for c in codes.codes("act") if codes.facts("act", c)["palermo"]] == [
        *("Recruitment", "Transportation", "Transfer", "Harbouring", "Receipt"),
    ]
    assert len(codes.codes("means")) == 8
    assert len(codes.codes("palermo_purpose")) == 5
    verbs = [
        verb for code in codes.codes("act") for verb in codes.facts("act", code)["art10_verbs"]
    ]
    assert sorted(verbs) == sorted(
        "captar enganchar transportar transferir retener entregar recibir alojar".split()
    )


def test_fractions_of_article_10_are_eleven_and_each_points_to_a_purpose():
    fractions = codes.codes("art10")
    assert fractions == "I II III IV V VI VII VIII IX X XI".split()
    for fraction in fractions:
        for purpose in codes.facts("art10", fraction)["purposes"]:
            assert fraction in codes.facts("purpose", purpose)["art10"]


def test_articles_not_read_in_the_official_text_are_marked(beside):
    with beside("standards/mx_ley_general_articles.csv").open(encoding="utf-8") as file:
        evidence = {row["article"]: row["evidence"] for row in csv.DictReader(file)}
    listed = codes.codes("legal_article")
    assert [a for a in listed if not codes.facts("legal_article", a)["verify"]] == [
        "10",
        "13",
        "21",
    ]
    for article in listed:
        assert codes.facts("legal_article", article)["verify"] == (evidence[article] == "M")
    with_fraction = {f for a in listed for f in codes.facts("legal_article", a)["fractions"]}
    assert with_fraction == set(codes.codes("art10"))


def test_exactly_the_five_abuses_of_the_seed_and_three_groups():
    single = [c for c in codes.codes("abuse") if not codes.facts("abuse", c).get("is_group")]
    assert single == [
        "Rape",
        "Torture",
        "DebtBondage",
        "UnlawfulConfinement",
        "ThreatsAgainstFamily",
    ]
    assert len(codes.codes("abuse")) == 8
    groups = set(codes.codes("abuse_group"))
    assert groups == {"physical", "sexual", "psychological"}
    for code in codes.codes("abuse"):
        assert codes.facts("abuse", code)["groups"]
        assert set(codes.facts("abuse", code)["groups"]) <= groups


def test_mayan_languages_have_their_codes():
    assert {"mam", "quc", "kek", "tzh", "tzo"} <= set(codes.codes("language"))
    assert codes.canonical("language", "K’iche’") == "quc"
    assert codes.canonical("language", "tzotzil") == "tzo"
    assert codes.canonical("language", "spa") == "es"


def test_trafficking_status_and_identification_say_the_same():
    for code in codes.codes("trafficking_status"):
        ours = codes.facts("trafficking_status", code)["identification"]
        assert codes.facts("identification", ours)["htcds"] == code


# --- forms under a definition -------------------------------------------------------------------


def test_begging_is_labour_or_not_by_choice_of_definition():
    assert codes.form_of(["ForcedBegging"], "seed-2010") == {"labour"}
    assert codes.form_of(["ForcedBegging"], "htcds-2.0") == {"begging"}
    both = ["ForcedBegging", "SexualExploitation"]
    assert codes.form_of(both, "seed-2010") == {"labour", "sexual"}


def test_every_definition_places_every_purpose():
    assert codes.definition_versions() == ["seed-2010", "htcds-2.0"]
    for version in codes.definition_versions():
        table = codes.definition(version).form_by_purpose
        assert list(table) == codes.codes("purpose")
        assert set(table.values()) == set(codes.forms(version))
        found = codes.definition(version)
        assert found.title("es") != found.title("en")
        assert found.note("es") != found.note("en")
        for form in codes.forms(version):
            assert codes.form_label(form, language="es") != form
            assert codes.purposes_of_form(form, version)


def test_the_crosswalk_names_only_what_moves():
    moved = {
        row["purpose"]: (row["from"], row["to"])
        for row in codes.crosswalk("seed-2010", "htcds-2.0")
    }
    assert moved == {
        "ForcedBegging": ("labour", "begging"),
        "Servitude": ("labour", "servitude"),
        "Slavery": ("labour", "servitude"),
        "ForcedCriminality": ("criminality", "other"),
    }
    assert codes.crosswalk("seed-2010", "seed-2010") == []


def test_a_form_is_not_made_of_nothing():
    assert codes.form_of([], "seed-2010") == frozenset()
    assert codes.form_of(["unknown", "refused"], "seed-2010") == frozenset()
    with override("en"), pytest.raises(BadInput, match="does not say where"):
        codes.form_of(["Begging?"], "seed-2010")
    with override("en"), pytest.raises(BadInput, match="no definition of that version"):
        codes.form_of(["ForcedLabour"], "seed-1810")
