"""The state diagrams in the manual say what the code does."""

import pytest
from django.core.management import call_command

from amparo.core import states
from amparo.core.errors import CheckFailed


def test_the_diagrams_are_current():
    call_command("docs", "states", "--check")


def test_a_diagram_that_is_not_current_is_noticed(monkeypatch):
    monkeypatch.setattr(states, "page", lambda: "something newer")
    with pytest.raises(CheckFailed, match="docs states"):
        call_command("docs", "states", "--check")


def test_every_dictionary_speaks_of_its_own_states():
    drawn = list(states.dictionaries())
    assert drawn
    for label, kind, follows in drawn:
        assert set(follows) <= set(kind), label
