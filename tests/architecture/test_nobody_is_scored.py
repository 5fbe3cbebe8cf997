"""Nobody is given a number that says how likely, how risky or how truthful she is.

Such a number outlives what it was made from, and people decide by it instead of by her.
"""

import re

import pytest
from django.apps import apps
from django.db import models

from amparo.cases import procedures

OURS = [model for model in apps.get_models() if model.__module__.startswith("amparo.")]
ABOUT_PEOPLE = {"people", "cases", "assistance", "referrals", "journeys", "registers"}
SCORES = re.compile(
    r"scor|probab|likel|predict|percentile|ranking|rating|credib|truth|verac|puntaje|puntua|"
    r"risk_(level|number|index|points|value|class)|^risk$|points|weight(?!_kg)|danger_level"
)
# A fraction of a person is always a score; these measure something else.
COST = "what a service cost, in money"
MONEY = "what she was promised, in money"
FRACTIONS = {
    "assistance.assistance.cost": COST,
    "assistance.keptcost.cost": COST,
    "journeys.fee.amount": COST,
    "journeys.grant.amount": MONEY,
    "journeys.tranche.amount": MONEY,
}
WORDS_OF_DOUBT = ("credib", "believ", "truthful", "lying", "miente", "cree ", "creíble", "veraz")


def fields(rooms=None):
    for model in OURS:
        if rooms is None or model._meta.app_label in rooms:
            for field in model._meta.local_fields:
                yield f"{model._meta.label_lower}.{field.name}", field


def test_there_are_fields_to_look_at():
    assert len(list(fields(ABOUT_PEOPLE))) > 100


def test_no_field_is_named_as_a_score_of_somebody():
    wrong = [name for name, _field in fields() if SCORES.search(name.rsplit(".", 1)[1])]
    assert wrong == [], "Nobody is scored: keep what was answered, and show which rule it meets."


def test_no_field_about_somebody_is_a_fraction():
    fractions = models.FloatField | models.DecimalField
    found = {name for name, field in fields(ABOUT_PEOPLE) if isinstance(field, fractions)}
    assert found <= set(FRACTIONS), "Say in FRACTIONS what it measures; never a person."


NAMES = ["risk_score", "likelihood", "credibility", "risk_level", "points", "probability"]


@pytest.mark.parametrize("name", NAMES)
def test_a_score_would_be_noticed(name):
    assert SCORES.search(name)


def test_a_screening_keeps_answers_and_no_result():
    kept = {field.name for field in apps.get_model("cases", "Screening")._meta.local_fields}
    bound = {"id", "case", "procedure", "screened_on", "recorded_by", "recorded_at"}
    assert kept == bound | {"age", "answers", "notes"}


@pytest.mark.parametrize("procedure", procedures.every(), ids=lambda one: one.key)
def test_no_procedure_asks_whether_somebody_is_believed(procedure):
    items = [item for part in procedure.dimensions for item in part.items]
    asked = " ".join(words for item in items for words in item.words.values()).lower()
    assert [word for word in WORDS_OF_DOUBT if word in asked] == []
