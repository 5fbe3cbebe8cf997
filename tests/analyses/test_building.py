"""The situational analysis of Puerto Vallarta: bound to evidence, equal in both languages."""

import io
import json
import re
import zipfile
from datetime import date
from functools import cache

import pytest
from django.core.management import call_command

from amparo.agencies.models import Member
from amparo.analyses import blocks, html
from amparo.analyses.building import Built, build
from amparo.analyses.collecting import collect
from amparo.analyses.document import compose
from amparo.analyses.explaining import explain
from amparo.analyses.templatetags.verbatim import verbatim
from amparo.analyses.wording import day
from amparo.core.errors import BadInput, CheckFailed
from amparo.evidence.models import Claim
from amparo.releases.models import Release
from tests.helpers import audit_events, statuses

CUT_OFF = date(2014, 12, 31)


@cache
def _built(language) -> Built:
    return build("14067", language=language, as_of=CUT_OFF)


@pytest.fixture
def built(demonstration):
    """`built("es")`: all its files, made once for those who look at the demonstration as it is."""
    return _built


def told(language, place="14067"):
    """Its page and its figures as they stand now, without the paper, which takes seconds."""
    document = compose(collect(place, CUT_OFF), language)
    return html.render(document), {f.figure_id: f.as_json() for f in document.figures}


def figures(made):
    return {f["figure_id"]: f for f in json.loads(made.files["figures.json"])}


def words_of_docx(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("word/document.xml").decode()


def test_what_is_copied_sign_by_sign_is_never_divided_by_a_hyphen(built):
    page = built("es").files["index.html"].decode()
    assert '<span class="verbatim">[claim/tourists-pv-2010]</span>' in page
    assert '<span class="verbatim">0f52934db91c6af1</span>' in page
    assert ".verbatim { hyphens: none" in page
    assert verbatim("<b>a/b</b>") == '<span class="verbatim">&lt;b&gt;a/b&lt;/b&gt;</span>'


def test_the_analysis_says_the_same_numbers_in_both_languages(built):
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
    # Held by the pair rule, the table or the total: that is not for readers.
    assert (held["release/MX/labour"]["low"], held["release/MX/labour"]["high"]) == (None, None)
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


def test_a_place_with_enough_people_prints_its_breakdown(demonstration):
    held = Release.objects.filter(scope="14067").latest("as_of")
    cells = [
        {"key": [label], "shown": shown, "known": [low, high], "reason": reason}
        for label, shown, low, high, reason in (
            ("Feminine", "60", 0, None, "held_total"),
            ("Masculine", "fewer than 10", 0, None, "hidden"),
        )
    ]
    held.judged |= {
        "people": "80", "people_known": [74, 86], "people_reason": "held_pair_rule",
        "tables": [{"by": ["gender"], "several": [], "cells": cells}],
    }  # fmt: skip
    held.save()
    page, shown = told("en")
    assert "too few for any breakdown" not in page
    assert "a group so small" not in page
    assert "People known to the programme in this place, as released" in page
    assert "fewer than 10 when last printed" in page
    assert shown["release/14067/gender-Masculine"]["bound"] == ""


def test_no_number_of_agencies_is_printed(built, client):
    pages = [built(language).files["index.html"].decode() for language in ("es", "en")]
    pages.append(client.get("/figures/").content.decode())
    for page in pages:
        assert not re.search(r"\d+ (agencies|instituciones)|agencies reported|[Ii]nformaron", page)
    assert "outside it are not counted as zero" in pages[1]


def test_a_figure_that_kept_its_print_says_since_when(demonstration, client):
    """Nobody came between both releases, so the second one prints the first again."""
    first = Release.objects.filter(scope="MX").earliest("as_of")
    second = Release.objects.filter(scope="MX").latest("as_of")
    second.judged = first.judged | {"people_reason": "held_pair_rule"}
    second.judged["people_known"] = [164, 176]
    for cell in (cell for table in second.judged["tables"] for cell in table["cells"]):
        cell["known"] = [0, None]
        cell["reason"] = "held_total" if cell["shown"].isdecimal() else cell["reason"]
    second.save()
    since = f"unchanged since the release of {day(first.as_of)}"
    page, _ = told("en")
    assert page.count(since) > len(second.judged["tables"])
    assert "sin cambio desde la publicación" in client.get("/figures/").content.decode()


def test_the_annex_names_source_and_grade_of_every_figure_of_text_and_tables(built):
    page = built("en").files["index.html"].decode()
    annex = page.split("<caption>Figures in the order of their number")[1].split("</table>")[0]
    rows = [re.findall(r"<td>(.*?)</td>", row, re.S) for row in re.findall(r"<tr>.*?</tr>", annex)]
    rows = [row for row in rows if row]
    assert [row[0] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
    assert all(all(cell.strip() for cell in row) for row in rows)
    by_code = {re.search(r"\[(.*)\]", row[1])[1]: row for row in rows}
    assert "release/MX/gender-Feminine" in by_code
    assert by_code["claim/20000-cndh"][4:] == [
        "National Human Rights Commission (CNDH)", "C6 m0 (proposed)",
    ]  # fmt: skip


def test_a_held_band_says_when_it_was_true(demonstration):
    held = Release.objects.filter(scope="14067").latest("as_of")
    held.judged |= {"people_known": [0, 33], "people_reason": "hidden"}
    held.save()
    (_, spanish), (page, english) = told("es"), told("en")
    shown = english["release/14067/people"]
    assert shown == spanish["release/14067/people"]
    assert (shown["value"], shown["high"], shown["bound"]) == (None, 33, "<=")
    assert shown["shown_es"] == "menos de 30 en la última publicación"
    assert "fewer than 30 when last printed" in page


def test_two_buildings_on_the_same_cut_off_are_the_same_bytes(built):
    assert build("14067", language="es", as_of=CUT_OFF).files == built("es").files


def test_a_figure_whose_source_is_gone_stops_the_build(demonstration):
    """Removing INEGI's figure must not leave a sentence that nothing supports."""
    Claim.objects.filter(code="claim/tourists-pv-2010").update(to_verify=True)
    with pytest.raises(CheckFailed, match="claim/tourists-pv-2010"):
        build("14067", language="es", as_of=CUT_OFF)


def test_what_a_source_put_into_words_is_not_printed_as_a_number(built):
    held = figures(built("en"))
    assert "claim/billions-a-year" not in held
    assert "claim/vast-majority-guatemala" not in held


def test_another_municipality_says_that_it_knows_nothing(demonstration):
    page, _ = told("en", place="08037")
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
