"""State diagrams from the dictionaries beside the enums: what may follow what, drawn not retold."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from types import ModuleType

from django.apps import apps
from django.db.models import Choices
from django.utils import translation

HEAD = """# States

Which state may follow which. Written by `./bin/amparo docs states` from the dictionaries in each
room's `enums`; a test fails when this page no longer says what they say.
"""


def dictionaries() -> Iterator[tuple[str, type[Choices], dict]]:
    """Each dictionary of the house that leads from states to sets of states."""
    for app in apps.get_app_configs():
        if not app.name.startswith("amparo.") or not find_spec(f"{app.name}.enums"):
            continue
        for module in _with_parts(import_module(f"{app.name}.enums")):
            for name, value in vars(module).items():
                kind = _kind(value)
                if name.isupper() and kind and kind.__module__ == module.__name__:
                    yield app.label, kind, value


def _with_parts(module: ModuleType) -> list[ModuleType]:
    """The enums of a room: one file, or a folder with a file for each subject."""
    parts = sorted(part.name for part in iter_modules(getattr(module, "__path__", [])))
    return [module, *(import_module(f"{module.__name__}.{part}") for part in parts)]


def _kind(value: object) -> type[Choices] | None:
    if not (isinstance(value, dict) and value):
        return None
    kinds = {type(state) for state in value}
    follow = [state for states in value.values() if isinstance(states, set) for state in states]
    kinds |= {type(state) for state in follow}
    (kind, *others) = kinds
    return kind if follow and not others and issubclass(kind, Choices) else None


def page() -> str:
    with translation.override("en"):
        drawn = [_drawn(label, kind, follows) for label, kind, follows in dictionaries()]
    return "\n".join([HEAD, *drawn])


def _drawn(label: str, kind: type[Choices], follows: dict) -> str:
    about = " ".join((kind.__doc__ or "").split())
    states = [f'    state "{state.label}" as {state.value}' for state in kind]
    steps = [
        f"    {state.value} --> {after.value}"
        for state in kind
        for after in kind
        if after in follows.get(state, ())
    ]
    body = "\n".join(["stateDiagram-v2", *states, *steps])
    return f"## {label} · {kind.__name__}\n\n{about}\n\n```mermaid\n{body}\n```\n"
