"""The situational analysis of Puerto Vallarta: bound to evidence, equal in both languages."""

import io
import json
import zipfile
from datetime import date

import pytest
from django.core.management import call_command

from amparo.agencies.models import Member
from amparo.analyses import blocks
from amparo.analyses.building import build
from amparo.analyses.explaining import explain
from amparo.core.errors import BadInput, CheckFailed
from amparo.evidence.models import Claim
from tests.helpers import audit_events, statuses

CUT_OFF = date(2014, 12, 31)


def built(language):
    return build("14067", language=language, as_of=CUT_OFF)


def figures(made):
    return {f["figure_id"]: f for f in json.loads(made.files["figures.json"])}


def words_of_docx(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("word/document.xml").decode()


def test_the_analysis_says_the_same_numbers_in_both_languages(demonstration):
    spanish, english = built("es"), built("en")
    assert spanish.files["figures.json"] == english.files["figures.json"]
    held = figures(spanish)
    wanted = {
        "claim/tourists-pv-2010": 1201078,
        "derived/tourists-pv-2011": 1381240,
        "derived/jalisco-days-after-general-law": 79,
        "claim/20000-cndh": 20000,
        "release/MX/people": 180,
        "release/14067/people": None,
    }
    assert {name: held[name]["value"] for name in wanted} == wanted
    derived = held["derived/tourists-pv-2011"]
    assert (derived["low"], derived["high"]) == (1375234, 1387245)
    assert set(spanish.files) == {"index.html", "analysis.pdf", "analysis.docx", "figures.json"}
    for made, local, estimate in (
        (spanish, "menos de 30", "más de 20,000"),
        (english, "fewer than 30", "more than 20,000"),
    ):
        page = made.files["index.html"].decode()
        word = words_of_docx(made.files["analysis.docx"])
        for text in (page, word):
            assert all(said in text for said in (local, estimate, "1,381,240", "79"))
        assert "http" not in page.split("<body>")[0]


def test_two_buildings_on_the_same_cut_off_are_the_same_bytes(demonstration):
    assert built("es").files == built("es").files


def test_a_figure_whose_source_is_gone_stops_the_build(demonstration):
    """Removing INEGI's figure must not leave a sentence that nothing supports."""
    Claim.objects.filter(code="claim/tourists-pv-2010").update(to_verify=True)
    with pytest.raises(CheckFailed, match="claim/tourists-pv-2010"):
        built("es")


def test_what_a_source_put_into_words_is_not_printed_as_a_number(demonstration):
    held = figures(built("en"))
    assert "claim/billions-a-year" not in held
    assert "claim/vast-majority-guatemala" not in held


def test_another_municipality_says_that_it_knows_nothing(demonstration):
    made = build("08037", language="en", as_of=CUT_OFF)
    page = made.files["index.html"].decode()
    assert "No figure about people in" in page
    assert "1,201,078" not in page


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("On 1 September 2012 and in June 2013.", []),
        ("El 1 de septiembre de 2012, en 2014.", []),
        ("Under article 10 of the law.", []),
        ("It was [[fig:claim/20000-cndh]].", []),
        ("There were 178 people.", ["178"]),
        ("About 60 % of them.", ["60"]),
    ],
)
def test_a_bare_number_is_found(line, found):
    assert blocks.bare_numbers(line) == found


def test_a_text_with_a_bare_number_is_refused():
    with pytest.raises(CheckFailed, match="Line 2"):
        blocks.read("# Title\nSome 85 per cent.\n")


def test_explain_walks_back_to_registers_rules_and_approvers(demonstration):
    told = explain("release/MX/people", as_of=CUT_OFF)
    lineage = told["lineage"]
    approvers = [one["member"] for one in lineage["release"]["approved_by"]]
    assert sorted(approvers) == ["Dora Demostración", "Elías Demostración"]
    assert lineage["release"]["proposed_by"] not in approvers
    assert lineage["rules"]["library"] == "conteo"
    assert {one["agency"] for one in lineage["data_sets"]} >= {"tapachula", "casa-luz"}
    assert all(one["file_sha256"] for one in lineage["data_sets"] if one["kind"] != "casework")
    steps = explain("claim/20000-cndh", as_of=CUT_OFF)["lineage"]["steps"]
    assert [step["kind"] for step in steps][:3] == ["claim", "statement", "document"]


@pytest.mark.parametrize("asked", ["nothing", "release/MX", "release/MX/nothing", "claim/no"])
def test_a_figure_that_does_not_exist_is_a_clear_error(demonstration, asked):
    with pytest.raises(BadInput):
        explain(asked, as_of=CUT_OFF)


def test_the_command_writes_exactly_four_files(demonstration, tmp_path):
    out = tmp_path / "out"
    call_command(
        "analysis", "build", "Puerto Vallarta", "--language", "en", "--as-of", "2014-12-31",
        "--out", str(out),
    )  # fmt: skip
    names = sorted(path.name for path in out.iterdir())
    assert names == ["analysis.docx", "analysis.pdf", "figures.json", "index.html"]
    assert audit_events("analysis_built")[-1].actor == "operator"


def test_who_reads_an_analysis(demonstration, client):
    who = [None, *(Member.objects.get(username=n) for n in ("ana", "edith", "noe", "dora"))]
    expected = {"nobody": 302, "ana": 404, "edith": 200, "noe": 200, "dora": 404}
    assert statuses(client, "/analyses/", who) == expected
    assert statuses(client, "/analyses/read/14067/es/2014-12-31/", who) == expected
    download = statuses(client, "/analyses/file/14067/es/2014-12-31/json/", who)
    assert download == {"nobody": 302, "ana": 403, "edith": 200, "noe": 200, "dora": 403}
