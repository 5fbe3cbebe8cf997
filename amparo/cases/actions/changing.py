"""A change to a record that carries a version: only facts it knows, saved and logged."""

from typing import Any

from amparo import audit


def only(facts: dict[str, Any], known: set[str]) -> None:
    if unknown := set(facts) - known:
        raise TypeError(f"not facts that this action changes: {sorted(unknown)}")


def saved(held: Any, changed: list[str], facts: dict[str, Any], verb: str, by: Any) -> Any:
    own = [name for name in changed if name in facts]
    for name in own:
        setattr(held, name, facts[name])
    held.version += 1
    held.save(update_fields=[*own, "version"])
    audit.record(verb, by=by, about=held, fields=changed)
    return held
