"""Vague dates: what people write becomes EDTF with bounds, and stays as vague as it was told."""

from datetime import date

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from amparo.core.errors import BadInput
from amparo.taxonomy import vague

READ = {
    # what was typed: canonical text, first day, last day
    "marzo 2010": ("2010-03", "2010-03-01", "2010-03-31"),
    "Marzo de 2010": ("2010-03", "2010-03-01", "2010-03-31"),
    "March 2010": ("2010-03", "2010-03-01", "2010-03-31"),
    "03/2010": ("2010-03", "2010-03-01", "2010-03-31"),
    "2010-09~": ("2010-09~", "2010-09-01", "2010-09-30"),
    "septiembre de 2010, aproximadamente": ("2010-09~", "2010-09-01", "2010-09-30"),
    "verano 2011": ("2011-22", "2011-06-01", "2011-09-30"),
    "summer of 2011": ("2011-22", "2011-06-01", "2011-09-30"),
    "invierno 2010": ("2010-24", "2010-01-01", "2011-03-31"),
    "15/03/2010": ("2010-03-15", "2010-03-15", "2010-03-15"),
    "05/03/2010": ("2010-03-05", "2010-03-05", "2010-03-05"),
    "15 de marzo de 2010": ("2010-03-15", "2010-03-15", "2010-03-15"),
    "March 15, 2010": ("2010-03-15", "2010-03-15", "2010-03-15"),
    "2010-03-15 00:00:00": ("2010-03-15", "2010-03-15", "2010-03-15"),
    "29/02/2012": ("2012-02-29", "2012-02-29", "2012-02-29"),
    "2010": ("2010", "2010-01-01", "2010-12-31"),
    "hacia 2009": ("2009~", "2009-01-01", "2009-12-31"),
    "about 2009": ("2009~", "2009-01-01", "2009-12-31"),
    "2009?": ("2009?", "2009-01-01", "2009-12-31"),
    "quizá hacia 2009": ("2009%", "2009-01-01", "2009-12-31"),
    "antes de 2010": ("../2009", None, "2009-12-31"),
    "before March 2010": ("../2010-02", None, "2010-02-28"),
    "hasta 2010": ("../2010", None, "2010-12-31"),
    "../2020": ("../2020", None, "2020-12-31"),
    "después de marzo de 2010": ("2010-04/..", "2010-04-01", None),
    "desde 2010": ("2010/..", "2010-01-01", None),
    "/2020": ("/2020", None, "2020-12-31"),
    "2010-XX": ("2010-XX", "2010-01-01", "2010-12-31"),
    "2010-xx-xx": ("2010-XX-XX", "2010-01-01", "2010-12-31"),
    "201X": ("201X", "2010-01-01", "2019-12-31"),
    "década de 1990": ("199X", "1990-01-01", "1999-12-31"),
    "2008-2010": ("2008/2010", "2008-01-01", "2010-12-31"),
    "entre 2008 y marzo de 2010": ("2008/2010-03", "2008-01-01", "2010-03-31"),
    "marzo a abril de 2010": ("2010-03/2010-04", "2010-03-01", "2010-04-30"),
    "del 5 al 8 de mayo de 2010": ("2010-05-05/2010-05-08", "2010-05-05", "2010-05-08"),
}

NOT_READ = [
    "",
    "   ",
    "hola",
    "mayo",
    "15 de mayo",
    "31/02/2010",
    "29/02/2011",
    "2010-13",
    "0210",
    "40252",
    "22/2010",
    "../..",
    "99/99/9999",
    "marzo 2010\x00",
    "😀",
    "=1+1",
    "٢٠١٠",
    "1" * 10_000_000,
]


def day(text):
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("typed", READ)
def test_what_is_typed_becomes_canonical_with_its_bounds(typed):
    canonical, low, high = READ[typed]
    found = vague.parse(typed)
    assert (found.edtf, found.low, found.high) == (canonical, day(low), day(high))
    assert vague.bounds(canonical) == (day(low), day(high))


@pytest.mark.parametrize("typed", NOT_READ, ids=lambda text: repr(text[:20]))
def test_what_is_no_date_is_refused_without_being_quoted(typed):
    with override("en"), pytest.raises(BadInput) as refusal:
        vague.parse(typed)
    assert refusal.value.exit_code == 2
    said = str(refusal.value)
    assert said.endswith(".")
    assert "not stored" in said
    assert not typed.strip() or typed.strip() not in said


def test_the_day_comes_first_and_the_century_is_never_guessed():
    with override("en"):
        with pytest.raises(BadInput, match="day comes first"):
            vague.parse("03/15/2010")
        with pytest.raises(BadInput, match="century is not known"):
            vague.parse("15/03/10")
        with pytest.raises(BadInput, match="Swap them"):
            vague.parse("2020/2010")


def test_a_refusal_is_said_in_spanish_too():
    with override("es"), pytest.raises(BadInput, match="No se pudo leer la fecha"):
        vague.parse("hola")


def test_a_vague_date_says_how_vague_it_is():
    found = {text: vague.from_edtf(text) for text in ("2010-09~", "2010?", "2010%", "201X")}
    assert found["2010-09~"].precision == "month"
    assert [f.approximate for f in found.values()] == [True, False, True, False]
    assert [f.uncertain for f in found.values()] == [False, True, True, False]
    assert found["201X"].precision == "decade"
    assert vague.from_edtf("2010-09-XX").precision == "month"
    assert vague.from_edtf("2010-09-15").precision == "day"


SHOWN = {
    "2010-09~": ("septiembre de 2010, aproximadamente", "September 2010, approximately"),
    "2010-09-15": ("15 de septiembre de 2010", "15 September 2010"),
    "2010": ("2010", "2010"),
    "2010?": ("2010, sin certeza", "2010, uncertain"),
    "2011-22": ("verano de 2011", "summer 2011"),
    "2010-XX": ("algún mes de 2010", "some month of 2010"),
    "2010-09-XX": ("algún día de septiembre de 2010", "some day of September 2010"),
    "../2009": ("2009 o antes", "2009 or before"),
    "2010/..": ("2010 o después", "2010 or later"),
    "2008/2010-03": ("entre 2008 y marzo de 2010", "between 2008 and March 2010"),
    "199X": ("década de 1990", "the 1990s"),
}


def test_words_stay_as_vague_as_the_date():
    for edtf, (spanish, english) in SHOWN.items():
        assert (vague.display(edtf, "es"), vague.display(edtf, "en")) == (spanish, english)
    assert vague.display("", "es") == ""


def test_a_month_is_never_shown_with_a_day():
    # Neither first nor last day of the bounds may slip into the words.
    for edtf in ("2010-09~", "2010-09", "2010-XX", "2010", "2011-22", "../2009"):
        for language in ("es", "en"):
            digits = [
                w for w in vague.display(edtf, language).replace(",", "").split() if w.isdigit()
            ]
            assert all(len(word) == 4 for word in digits), edtf


YEARS = st.integers(1900, 2099)
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31)).map(date.isoformat)
POINTS = st.one_of(
    YEARS.map(str),
    st.builds("{}-{:02d}".format, YEARS, st.integers(1, 12)),
    st.builds("{}-{}".format, YEARS, st.integers(21, 24)),
    st.builds("{}-XX".format, YEARS),
    st.builds("{}X".format, st.integers(190, 209)),
    DAYS,
)
MARKED = st.builds("{}{}".format, POINTS, st.sampled_from(["", "~", "?", "%"]))


@settings(deadline=None, max_examples=60)
@given(MARKED, st.sampled_from(["es", "en"]))
def test_what_is_shown_can_be_typed_back(edtf, language):
    assert vague.parse(vague.display(edtf, language)).edtf == edtf


@settings(deadline=None, max_examples=60)
@given(POINTS, POINTS, st.sampled_from(["es", "en"]))
def test_a_period_that_is_shown_can_be_typed_back(first, second, language):
    first, second = sorted((first, second), key=lambda point: vague.from_edtf(point).low)
    for edtf in (f"{first}/{second}", f"../{second}", f"{first}/..", f"/{second}", f"{first}/"):
        assert vague.parse(vague.display(edtf, language)).edtf == edtf


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_and_never_breaks(text):
    try:
        found = vague.parse(text)
    except BadInput:
        return
    assert found.low is None or found.high is None or found.low <= found.high


def test_order_is_claimed_only_when_every_day_agrees():
    assert vague.is_certainly_before("2009", "2010-01-01")
    assert not vague.is_certainly_before("2010-01-01", "2010-01-01")
    assert not vague.is_certainly_before("2010", "2010-01-01")
    assert not vague.is_certainly_before("2009/..", "2010")
    assert not vague.is_certainly_before("", "2010")


def test_overlap_counts_both_ends():
    low, high = date(2010, 1, 1), date(2010, 12, 31)
    assert vague.may_overlap("2010-12-31", low, high)
    assert not vague.may_overlap("2011-01-01", low, high)
    assert vague.may_overlap("2010-01-01", low, high)
    assert not vague.may_overlap("2009-12-31", low, high)
    assert vague.may_overlap("../2015", low, high)
    assert not vague.may_overlap("", low, high)
