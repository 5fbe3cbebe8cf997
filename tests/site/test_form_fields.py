"""A field ties its label, help and error together, so that a screen reader says all three."""

import re

import pytest
from django import forms

from amparo.agencies import drafts
from amparo.site.templatetags.form_fields import field, fields


class Visit(forms.Form):
    number = forms.CharField(label="Number", help_text="Six signs")
    answer = forms.ChoiceField(
        label="Answer", choices=[("y", "Yes"), ("n", "No")], widget=forms.RadioSelect
    )
    places = forms.MultipleChoiceField(
        required=False, choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple
    )
    agreed = forms.BooleanField(label="Agreed", required=False, help_text="Only if she said so")
    note = forms.CharField(required=False, widget=forms.Textarea)
    letter = forms.FileField(required=False)
    secret = forms.CharField(widget=forms.HiddenInput)


def described(html):
    """Every id that a control points to, and every id there is."""
    asked = {i for ids in re.findall(r'aria-describedby="([^"]+)"', html) for i in ids.split()}
    return asked, set(re.findall(r' id="([^"]+)"', html))


@pytest.mark.parametrize("name", ["number", "answer", "places", "agreed", "note"])
@pytest.mark.parametrize("data", [None, {}])
def test_what_describes_a_field_is_there(name, data):
    asked, there = described(field(Visit(data)[name]))
    assert asked <= there


def test_a_wrong_field_says_so_in_words_and_to_the_reader():
    html = field(Visit({})["number"])
    assert "This field is required." in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_number_help id_number_error"' in html


def test_a_choice_of_few_is_a_group_with_a_legend():
    html = field(Visit({})["answer"])
    assert "<fieldset" in html
    assert "<legend>Answer" in html
    assert described(html)[0] == {"id_answer_error"}


def test_a_single_tick_has_its_label_beside_it():
    html = field(Visit()["agreed"])
    assert html.index("<input") < html.index("<label")


class Call(forms.Form):
    hour = forms.CharField()
    who = forms.CharField()
    note = forms.CharField(required=False)


def test_what_is_the_exception_in_its_form_is_marked_and_nothing_else():
    # Three of five may stay empty: the two that may not are marked.
    assert "(needed)" in field(Visit()["number"])
    assert "(optional)" not in field(Visit()["note"])
    # One of three may stay empty: it is marked.
    assert "(optional)" in field(Call()["note"])
    assert "(needed)" not in field(Call()["hour"])


def test_the_page_may_use_other_words():
    html = field(Visit()["number"], label="Case", help="")
    assert "Case" in html
    assert "Six signs" not in html


def test_what_was_typed_is_escaped():
    html = field(Visit({"number": '"><script>'})["number"])
    assert "<script>" not in html


def test_all_fields_come_in_order_and_the_hidden_last():
    html = fields(Visit())
    names = re.findall(r'name="(\w+)"', html)
    assert list(dict.fromkeys(names)) == [*list(Visit.base_fields)[:-1], "secret"]


def test_a_draft_fills_a_fresh_form():
    form = Visit(initial={"note": "before", "number": "1"})
    typed = {"number": ["7"], "places": ["a", "b"], "answer": ["n"], "note": ["she said: «no»"]}
    drafts.restore(form, {"content": typed})
    assert form["number"].value() == "7"
    assert form["places"].value() == ["a", "b"]
    assert form["note"].value() == "she said: «no»"
    assert form["agreed"].value() is False


def test_a_draft_never_touches_a_form_that_was_just_sent():
    form = Visit({"number": "9"})
    drafts.restore(form, {"content": {"number": ["7"]}})
    assert form["number"].value() == "9"
    assert form.initial == {}


def test_rows_come_back_only_if_the_draft_has_them():
    typed = {"content": {"places-TOTAL_FORMS": ["2"], "places-0-code": ["MX"]}}
    assert drafts.formset_data(typed, "places")["places-0-code"] == "MX"
    assert drafts.formset_data(typed, "people") is None
    assert drafts.formset_data(None, "places") is None
