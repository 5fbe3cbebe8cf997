"""Outside files: every raw value is kept, the same file changes nothing, counts are right."""

import csv
import hashlib
import json
from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command

from amparo.agencies import OPERATOR
from amparo.core.decisions import Refused
from amparo.core.errors import BadInput, NotPossible
from amparo.evidence import actions, queries
from amparo.evidence.models import DataSet
from tests.helpers import audit_events

pytestmark = pytest.mark.django_db

COLUMNS = ["gender", "citizenship", "isForcedLabour"]
ROWS = [
    (2, ("Female", "MX", "1.0")),
    (3, (" Female", "0", "1")),
    (4, ("Male", "NA", "0.0")),
    (6, ("Male", "ZZ", "-99")),
    (7, ("Unknown", "", None)),
]


def store(rows=ROWS, columns=COLUMNS, **given):
    return actions.store_dataset(
        **{
            "by": OPERATOR, "name": "inventado", "kind": "ctdc-kanon", "is_public": True,
            "file_sha256": "a" * 64, "columns": columns, "rows": rows,
        } | given
    )  # fmt: skip


def cells(table):
    return {tuple(cell["key"]): cell["count"] for cell in table["cells"]}


def test_every_raw_value_is_kept_with_its_row():
    stored = store()
    kept = list(queries.raw_rows(stored.dataset))
    assert kept == [(number, tuple(v or "" for v in values)) for number, values in ROWS]
    assert list(queries.raw_rows(stored.dataset, 1, 2)) == [(3, (" Female", "0", "1"))]


def test_cells_sum_to_the_rows_and_say_how_many_gave_no_answer():
    store()
    table = queries.tabulate("inventado", ["gender", "isForcedLabour"])
    assert cells(table) == {
        ("Female", "1"): 2, ("Male", "-99"): 1, ("Male", "0"): 1, ("Unknown", ""): 1,
    }  # fmt: skip
    assert table["cells"][0] == {"key": ["Female", "1"], "count": 2}
    assert (table["dataset"], table["rows"], table["missing"]) == ("inventado", 5, 2)


def test_zero_is_an_unknown_country_and_a_plain_no_elsewhere():
    store()
    assert queries.tabulate("inventado", ["citizenship"])["missing"] == 3
    assert queries.tabulate("inventado", ["isForcedLabour"])["missing"] == 2


def test_the_caller_may_say_what_is_no_answer():
    store(missing={"gender": ["Male"], "isForcedLabour": ["0.0"], "citizenship": []})
    assert queries.tabulate("inventado", ["gender"])["missing"] == 2
    assert queries.tabulate("inventado", ["isForcedLabour"])["missing"] == 1
    assert queries.tabulate("inventado", ["citizenship"])["missing"] == 0


def test_the_same_file_again_changes_nothing():
    first = store()
    again = store(name="otro", rows=pytest.fail)
    assert (again.dataset, again.unchanged, again.rows) == (first.dataset, 5, 5)
    assert len(audit_events("data_set_stored")) == 1


def test_other_content_under_the_same_name_gets_a_name_of_its_own():
    store()
    other = store(file_sha256="b" * 64, rows=ROWS[:1])
    assert other.dataset.name == "inventado-bbbbbbbb"
    assert queries.tabulate("inventado", ["gender"])["rows"] == 5


def test_a_row_of_another_width_stops_the_whole_file():
    with pytest.raises(BadInput, match=" 3 "):
        store(rows=[ROWS[0], (3, ("Female", "MX"))])
    assert not DataSet.objects.exists()


def test_columns_of_one_name_are_refused():
    with pytest.raises(BadInput):
        store(columns=["gender", "gender", "x"])


def test_an_empty_file_is_a_data_set_without_rows():
    store(rows=[])
    assert queries.tabulate("inventado", ["gender"]) == {
        "dataset": "inventado", "by": ["gender"], "rows": 0, "cells": [], "missing": 0,
    }  # fmt: skip


def test_progress_is_told_every_thousand_rows():
    told = []
    store(rows=((n, ("x", "MX", "1")) for n in range(2_500)), progress=told.append)
    assert told == [1_000, 2_000, 2_500]


def test_only_public_data_sets_are_counted():
    store(is_public=False)
    with pytest.raises(NotPossible):
        queries.tabulate("inventado", ["gender"])


def test_unknown_names_are_bad_input():
    store()
    with pytest.raises(BadInput):
        queries.tabulate("no-such", ["gender"])
    with pytest.raises(BadInput, match="citizenship"):
        queries.tabulate("inventado", ["nationality"])


def test_who_may_store(ana, coral):
    with pytest.raises(Refused):
        store(by=ana)
    stored = store(by=coral)
    assert stored.dataset.loaded_by == coral


def test_the_command_prints_json_alone():
    store()
    out, err = StringIO(), StringIO()
    call_command("dataset", "tabulate", "inventado", by="gender", json=True, stdout=out, stderr=err)
    printed = json.loads(out.getvalue())
    assert list(printed) == ["dataset", "by", "rows", "cells", "missing"]
    assert err.getvalue() == ""


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        columns = next(reader)
        rows = [(number, tuple(row)) for number, row in enumerate(reader, start=2)]
    return columns, rows, hashlib.sha256(path.read_bytes()).hexdigest()


def facts(shared, key):
    return json.loads(shared("standards/ctdc_facts.json").read_text())[key]


def single(name, column):
    return {key[0]: count for key, count in cells(queries.tabulate(name, [column])).items()}


def test_counts_of_the_k_anonymised_file(shared):
    columns, rows, digest = read(shared("data/ctdc_kanon_20200414_subset7.csv"))
    store(name="kanon", columns=columns, rows=rows, file_sha256=digest)
    told = facts(shared, "B_kanon_20200414_subset")

    for column, fact in {
        "yearOfRegistration": "rows_by_year", "gender": "gender", "ageBroad": "ageBroad",
        "isForcedLabour": "forcedLabour", "isSexualExploit": "sexual",
        "citizenship": "cit", "CountryOfExploitation": "coe",
    }.items():  # fmt: skip
        assert single("kanon", column) == told[fact], column
    both = cells(queries.tabulate("kanon", ["isForcedLabour", "isSexualExploit"]))
    assert both["1", "1"] == told["both"]
    # 39,637 known citizenships: a blank and a 0 are both no answer.
    assert queries.tabulate("kanon", ["citizenship"])["missing"] == 48_773 - 39_637
    every = queries.tabulate("kanon", columns)
    assert len(every["cells"]) == told["equiv_classes_7cols"]
    assert min(cell["count"] for cell in every["cells"]) == told["min_class_7cols"]


def test_counts_of_the_victim_perpetrator_file(shared):
    columns, rows, digest = read(shared("data/ctdc_victim_perpetrator_synthetic_20221201.csv"))
    store(name="vp", columns=columns, rows=rows, file_sha256=digest, kind="ctdc-vp")
    told = facts(shared, "C_victim_perpetrator_synthetic_20221201")
    for column in columns:
        assert single("vp", column) == told["values"][column], column
    pair = cells(queries.tabulate("vp", ["gender", "IP_Gender"]))
    wanted = Counter((row[1], row[8]) for _number, row in rows)
    assert pair == wanted
