"""The command `conteo`: JSON alone on stdout, words on stderr, exit codes 0, 2, 3 and 4."""

import json
import os
import subprocess
import sys

import pytest
from conteo.cli.main import main

SECRET = "Ximena"


@pytest.fixture
def cases(tmp_path):
    def write(counts, name="cases.csv", header="gender,form"):
        lines = [header] + [line for line, n in counts.items() for _ in range(n)]
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return str(path)

    return write


def run(capsys, *arguments):
    code = main([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def run_json(capsys, *arguments):
    code, out, err = run(capsys, *arguments, "--json")
    return code, json.loads(out), err


def test_a_number_prints_as_a_word_or_as_json(capsys):
    assert run(capsys, "round", 171) == (0, "170\n", "")
    assert run(capsys, "round", 29, "--total")[1] == "fewer than 30\n"
    code, written, _ = run_json(capsys, "round", 9)
    assert (code, written) == (
        0,
        {"shown": "fewer than 10", "code": "fewer_than_10", "known": [0, 9]},
    )


def test_a_release_is_judged_from_a_file_of_people(capsys, cases):
    path = cases({"F,labour": 103, "M,labour": 40, "F,sexual;labour": 20, "M,": 8})
    code, written, err = run_json(
        capsys, "release", "check", path, "--table", "gender", "--several", "form"
    )
    assert (code, err) == (0, "")
    assert set(written) >= {"people", "decision", "refusals", "tables"}
    assert (written["people"], written["decision"], written["refusals"]) == ("170", "publish", [])
    (table,) = written["tables"]
    assert table["by"] == ["gender"]
    assert [(cell["key"], cell["shown"]) for cell in table["cells"]] == [
        (["F"], "125"),
        (["M"], "50"),
    ]


def test_without_tables_every_column_is_one_and_several_answers_count_once_each(capsys, cases):
    path = cases({"F,labour": 103, "M,labour": 40, "F,sexual;labour": 20})
    code, out, _ = run(capsys, "release", "check", path, "--several", "form")
    assert code == 0
    assert "form=labour: 165\nform=sexual: 20\n" in out
    assert out.startswith("publish: 165 people\n")


def test_a_refusal_leaves_with_three_and_says_why_in_words(capsys, cases):
    code, written, err = run_json(capsys, "release", "check", cases({"F,labour": 17}))
    assert (code, written["decision"], written["tables"]) == (3, "refuse", [])
    assert written["refusals"][0]["code"] == "L1"
    assert written["refusals"][0]["sentence_es"].startswith("Hay muy pocas personas")
    assert "too few people for any breakdown" in err
    assert "17" not in err + json.dumps(written)


def test_earlier_releases_hold_later_ones(capsys, cases, tmp_path):
    earlier = tmp_path / "earlier"
    earlier.mkdir()
    _, first, _ = run_json(capsys, "release", "check", cases({"F,labour": 103, "M,labour": 68}))
    (earlier / "2010.json").write_text(json.dumps(first))
    later = cases({"F,labour": 107, "M,labour": 71})
    for given in (["--against", earlier / "2010.json"], ["--earlier", earlier]):
        code, second, _ = run_json(capsys, "release", "check", later, *given)
        assert (code, second["people"]) == (0, "180")
        cells = {cell["key"][0]: cell for t in second["tables"] for cell in t["cells"]}
        assert (cells["F"]["shown"], cells["F"]["reason"]) == ("105", "held_pair_rule")


def test_earlier_releases_that_contradict_one_another_leave_with_four(capsys, cases, tmp_path):
    cell = {"key": ["F"], "shown": "500", "known": [500, 500]}
    wrong = {"people": "100", "people_known": [100, 100]}
    path = tmp_path / "wrong.json"
    path.write_text(json.dumps(wrong | {"tables": [{"by": ["gender"], "cells": [cell]}]}))
    code, out, err = run(
        capsys, "release", "check", cases({"F,x": 300, "M,x": 90}), "--against", path
    )
    assert (code, out) == (4, "")
    assert "contradict" in err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--table", "sex"], "no column “sex”"),
        (["--several", "forms"], "no column “forms”"),
        (["--table", "gender,gender"], "same attribute twice"),
        (["--earlier", "nowhere"], "folder of earlier releases does not exist"),
        (["--against", "nowhere.json"], "cannot be opened"),
    ],
)
def test_bad_input_leaves_with_two_and_prints_nothing(capsys, cases, arguments, words):
    path = cases({f"{SECRET},x": 40})
    code, out, err = run(capsys, "release", "check", path, *arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert SECRET not in err


def test_one_person_on_two_rows_is_named_by_row_and_not_by_name(capsys, cases):
    path = cases({"1,F": 1, f"{SECRET},F": 2}, header="person,gender")
    code, out, err = run(capsys, "release", "check", path)
    assert (code, out) == (2, "")
    assert "Row 4 and row 3 are the same person" in err
    assert SECRET not in err


def test_the_person_column_is_never_counted_by(capsys, tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("person,gender\n" + "".join(f"{i},F\n" for i in range(40)))
    _, written, _ = run_json(capsys, "release", "check", path)
    assert [table["by"] for table in written["tables"]] == [["gender"]]
    code, _, err = run(capsys, "release", "check", path, "--table", "person")
    assert (code, "no column “person”" in err) == (2, True)


@pytest.mark.parametrize(
    "arguments", [[], ["round"], ["round", "x"], ["release"], ["release", "check"], ["unknown"]]
)
def test_arguments_that_make_no_sense_leave_with_two(capsys, arguments):
    with pytest.raises(SystemExit) as leaving:
        main(arguments)
    assert leaving.value.code == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "arguments", [["--help"], ["release", "--help"], ["release", "check", "-h"]]
)
def test_every_verb_explains_itself(capsys, arguments):
    with pytest.raises(SystemExit) as leaving:
        main(arguments)
    assert leaving.value.code == 0
    assert "release" in capsys.readouterr().out


def test_letters_with_accents_are_written_whatever_the_terminal_takes(tmp_path):
    path = tmp_path / "cases.csv"
    path.write_text("a\n" + "ñ\n" * 99 + "m\n" * 40, encoding="utf-8")
    command = [sys.executable, "-m", "conteo", "release", "check", str(path), "--json"]
    terminal = os.environ | {"PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, capture_output=True, env=terminal, check=True)
    assert "ñ" in done.stdout.decode()


def test_a_negative_number_of_people_is_bad_input(capsys):
    assert run(capsys, "round", "-3")[0] == 2


def test_the_column_that_names_the_person_may_have_another_name(capsys, cases):
    path = cases({"1,F": 1, f"{SECRET},F": 2}, header="case,gender")
    code, out, err = run(capsys, "release", "check", path, "--person", "case")
    assert (code, out) == (2, "")
    assert "Row 4 and row 3 are the same person" in err
    code, _, err = run(capsys, "release", "check", path, "--person", "folio")
    assert (code, "no column “folio”" in err) == (2, True)


def test_one_person_under_two_spellings_is_one_person(capsys, cases):
    path = cases({"Jose\u0301,F": 1, " Jos\u00e9 ,F": 1}, header="person,gender")
    assert "the same person" in run(capsys, "release", "check", path)[2]


def test_a_row_that_names_nobody_is_named_by_its_number(capsys, cases):
    path = cases({"1,F": 1, " ,F": 1}, header="person,gender")
    code, _, err = run(capsys, "release", "check", path)
    assert (code, "Row 3 names nobody in column “person”" in err) == (2, True)


def test_the_result_says_what_was_taken_for_one_person(capsys, tmp_path, cases):
    people = tmp_path / "people.csv"
    people.write_text("person,gender\n" + "".join(f"{i},F\n" for i in range(40)))
    assert run_json(capsys, "release", "check", people)[1]["unit"] == "person"
    path = cases({"F": 40}, header="gender")
    assert run_json(capsys, "release", "check", path)[1]["unit"] == "row"
    assert "each row was counted as one person" in run(capsys, "release", "check", path)[2]


def test_under_two_hundred_people_releases_lie_a_year_apart(capsys, cases, tmp_path):
    first = cases({"F,labour": 103, "M,labour": 68})
    _, written, _ = run_json(capsys, "release", "check", first, "--as-of", "2010-09-01")
    assert written["as_of"] == "2010-09-01"
    earlier = tmp_path / "2010.json"
    earlier.write_text(json.dumps(written))
    later = cases({"F,labour": 120, "M,labour": 71})
    check = ["release", "check", later, "--against", earlier]
    code, judged, _ = run_json(capsys, *check, "--as-of", "2011-08-31")
    assert (code, [refusal["code"] for refusal in judged["refusals"]]) == (3, ["L4"])
    assert run_json(capsys, *check, "--as-of", "2011-09-01")[0] == 0
    code, _, err = run_json(capsys, *check)
    assert (code, "nobody checked that a year" in err) == (0, True)
    code, _, err = run(capsys, *check, "--as-of", "1 September")
    assert (code, "2011-09-01" in err) == (2, True)


def test_an_earlier_release_with_a_day_that_is_none_is_bad_input(capsys, cases, tmp_path):
    path = tmp_path / "wrong.json"
    path.write_text(json.dumps({"people": "100", "tables": [], "as_of": "soon"}))
    code, _, err = run(capsys, "release", "check", cases({"F,x": 90}), "--against", path)
    assert (code, "conteo release check --json" in err) == (2, True)
