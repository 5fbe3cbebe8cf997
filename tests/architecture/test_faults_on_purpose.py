"""What `make mutate` says of the faults it put in: how many, of which sort, and how they ended."""

import importlib.util
import signal
from types import SimpleNamespace as Thing

import pytest

from tests import mutants
from tests.architecture.source import ROOT


@pytest.fixture(scope="module")
def mutate():
    spec = importlib.util.spec_from_file_location("mutate", ROOT / "scripts" / "mutate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def of(operator, file="taxonomy/policies.py"):
    return Thing(path=ROOT / "amparo" / file, operator=operator)


def test_the_line_counts_by_operator_and_says_what_was_left_out(mutate):
    said = mutate.told(
        [
            (of("number"), mutate.KILLED),
            (of("number"), mutate.SURVIVED),
            (of("arg_removal"), mutate.CRASHED),
            (of("turned", "cases/access/case.py"), -signal.SIGALRM),
            (of("string"), mutate.NO_FAULT),
        ]
    )
    assert said == {
        "mutants": 4,
        "killed": 2,
        "killed_percent": 50.0,
        "timeouts": 1,
        "survivors": {"amparo/cases/access/case.py": 1, "amparo/taxonomy/policies.py": 1},
        "by_operator": {"arg_removal": [1, 1], "number": [2, 1], "turned": [1, 0]},
        "no_fault": 1,
    }
    assert sum(asked for asked, _killed in said["by_operator"].values()) == said["mutants"]


def test_each_fault_says_which_operator_made_it(tmp_path, monkeypatch):
    monkeypatch.setattr(mutants, "ROOT", tmp_path)
    (tmp_path / "policies.py").write_text("def may(held):\n    return held == 3\n")
    made = {each.source: each.operator for each in mutants.mutants_of(tmp_path / "policies.py")}
    assert made == {
        "def may(held):\n    return held == 4\n": "number",
        "def may(held):\n    return held != 3\n": "swap_op",
    }


@pytest.mark.parametrize(
    ("message", "crash"),
    [
        ("assert 200 == 404", False),
        ("AssertionError: Regex pattern did not match.", False),
        ("Failed: DID NOT RAISE <class 'amparo.core.decisions.Refused'>", False),
        ("amparo.core.decisions.Refused: Your role does not open files.", False),
        ("django.http.response.Http404", False),
        ("TypeError: 'NoneType' object is not iterable", True),
        ("django.core.exceptions.FieldError: Cannot resolve keyword", True),
    ],
)
def test_a_crash_is_told_from_what_a_test_says(mutate, message, crash):
    report = Thing(longrepr=Thing(reprcrash=Thing(message=message)), longreprtext="")
    assert mutate.is_crash(report) is crash
