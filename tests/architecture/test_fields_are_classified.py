"""Every field of every model is identifying, sensitive or open: decided the day it is born."""

import pytest
from django.apps import apps

from amparo.core.fields import SealedTextField

OURS = [model for model in apps.get_models() if model.__module__.startswith("amparo.")]
# From here upwards a record is about somebody, so what identifies her must lie sealed.
ABOUT_PEOPLE = {
    "people",
    "cases",
    "assistance",
    "registers",
    "statistics",
    "releases",
    "analyses",
    "site",
}
# Sealed by other means than a sealed field, each for its own reason.
SEALED_OTHERWISE = {
    "agencies.draft.sealed": "sealed under a subkey of the ring, since a draft has no person yet",
    "people.namebearers.token": "a keyed token that must be matched; see the threat model",
    "people.nameword.mark": "a keyed token that must be matched; see the threat model",
    "people.papertoken.token": "a keyed token that must be matched; see the threat model",
    "people.nameword.sealed_word": "sealed under a key of the agency, since it points to nobody",
}


def classes_of(model) -> dict[str, list[str]]:
    """Each concrete field (not the columns it inherits) with the classes that name it."""
    privacy = getattr(model, "Privacy", None)
    names = [field.name for field in model._meta.local_concrete_fields]
    names += [field.name for field in model._meta.local_many_to_many]
    return {
        name: [
            kind
            for kind in ("identifying", "sensitive", "open")
            if name in getattr(privacy, kind, ())
        ]
        for name in names
    }


def sealed(model, name) -> bool:
    return isinstance(model._meta.get_field(name), SealedTextField)


def test_there_are_models_to_look_at():
    assert len(OURS) >= 4


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label_lower)
def test_every_field_is_classified_exactly_once(model):
    wrong = {name: kinds for name, kinds in classes_of(model).items() if len(kinds) != 1}
    assert not wrong, (
        f"{model._meta.label}: name each of {sorted(wrong)} in exactly one of "
        "Privacy.identifying, Privacy.sensitive, Privacy.open."
    )


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label_lower)
def test_privacy_names_no_field_that_is_not_there(model):
    named = model.Privacy.identifying | model.Privacy.sensitive | model.Privacy.open
    assert named <= set(classes_of(model)), "Privacy names fields that this model does not have."


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label_lower)
def test_what_identifies_lies_sealed_and_what_is_sealed_identifies(model):
    for name in classes_of(model):
        label = f"{model._meta.label_lower}.{name}"
        if sealed(model, name):
            assert name in model.Privacy.identifying, f"{label} is sealed: call it identifying."
        elif name in model.Privacy.identifying and label not in SEALED_OTHERWISE:
            assert model._meta.app_label not in ABOUT_PEOPLE, f"{label} identifies: seal it."


@pytest.mark.parametrize(
    "model",
    [model for model in OURS if any(sealed(model, name) for name in classes_of(model))],
    ids=lambda model: model._meta.label_lower,
)
def test_a_model_with_sealed_fields_says_whose_key_and_which_row(model):
    assert model._meta.pk.default is not None, "The row id is bound into the seal before saving."
    for name in ("sealing_agency_id", "sealing_person_id"):
        assert isinstance(getattr(model, name), property)
