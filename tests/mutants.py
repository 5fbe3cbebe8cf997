"""Small faults put into policies and access on purpose, to see whether a test notices.

The faults are those of mutmut, of which we only take the operators. Its own runner starts pytest
anew for each fault, which would build a town two thousand times; its forks wait for ever on an open
database; and it leaves every decorated function alone: in `access` those are the rules that open a
file. Here a fault takes the place of the code of a function that is loaded already, so every other
module meets it, whichever way it came by the function.
"""

import gc
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import libcst as cst
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider
from mutmut.mutation.file_mutation import MutationVisitor
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import get_ignored_lines

ROOT = Path(__file__).resolve().parents[1]
# What a sentence says is asked elsewhere; that there is one, and which, is asked here.
SENTENCES = {"_", "gettext", "gettext_lazy", "ngettext"}
PLAIN = (cst.Name, cst.Attribute, cst.Call)
REMEMBERS = type(cache(len))


def files() -> list[Path]:
    """Every policy and every door of every room."""
    found = []
    for room in (ROOT / "amparo").iterdir():
        for layer in ("policies", "access"):
            found += [room / f"{layer}.py", *(room / layer).rglob("*.py")]
    return sorted(path for path in found if path.exists() and path.stat().st_size)


def _turned(node: cst.If | cst.IfExp | cst.CompIf) -> Iterator[cst.CSTNode]:
    """`if held:` turned round: mutmut turns conditions with an operator, but not plain ones."""
    if isinstance(node.test, PLAIN):
        plain = node.test.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
        yield node.with_changes(test=cst.UnaryOperation(cst.Not(), plain))


OPERATORS = [*mutation_operators, *((kind, _turned) for kind in (cst.If, cst.IfExp, cst.CompIf))]


class _Everywhere(MutationVisitor):
    """Also in decorated functions: nothing is defined anew here, so a decorator runs once."""

    def __init__(self, *given: Any):
        super().__init__(*given)
        self.operators: list[str] = []

    def _create_mutations(self, node: cst.CSTNode) -> None:
        """One operator after the other, to know which of them made what."""
        every = self._operators
        for kind, operator in every:
            self._operators = [(kind, operator)]
            super()._create_mutations(node)
            name = operator.__name__.removeprefix("operator").strip("_")
            self.operators += [name] * (len(self.mutations) - len(self.operators))
        self._operators = every

    def _skip_node_and_children(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.FunctionDef) and node.decorators:
            return False
        called = node.func if isinstance(node, cst.Call) else None
        is_sentence = isinstance(called, cst.Name) and called.value in SENTENCES
        return is_sentence or super()._skip_node_and_children(node)


@dataclass(frozen=True)
class Mutant:
    path: Path
    text: str
    module: cst.Module
    place: CodeRange
    old: cst.CSTNode
    new: cst.CSTNode
    operator: str = ""

    @property
    def name(self) -> str:
        return f"{self.path.relative_to(ROOT)}:{self.place.start.line}"

    @cached_property
    def source(self) -> str:
        if isinstance(self.old, cst.BaseExpression) and isinstance(self.new, cst.BaseExpression):
            # Many times as fast as writing the file anew. What stood in brackets still does.
            lines = self.text.splitlines(keepends=True)
            start, end = self.place.start, self.place.end
            before = "".join(lines[: start.line - 1]) + lines[start.line - 1][: start.column]
            after = lines[end.line - 1][end.column :] + "".join(lines[end.line :])
            return before + self.module.code_for_node(self.new) + after
        changed = self.module.deep_replace(self.old, self.new)
        return changed.code  # type: ignore[union-attr]

    @property
    def difference(self) -> str:
        """The lines that were changed, before and after."""
        before, after = self.text.splitlines(), self.source.splitlines()
        gone = [line.strip() for line in before if line not in after]
        come = [line.strip() for line in after if line not in before]
        return "\n".join([*(f"  - {line}" for line in gone), *(f"  + {line}" for line in come)])


def mutants_of(path: Path) -> list[Mutant]:
    source = path.read_text()
    wrapper = MetadataWrapper(cst.parse_module(source))
    ignored = get_ignored_lines(str(path), source, wrapper)
    visitor = _Everywhere(OPERATORS, ignored)
    module = wrapper.visit(visitor)
    places = wrapper.resolve(PositionProvider)
    return [
        Mutant(path, source, module, places[each.original_node], each.original_node,
               each.mutated_node, operator)
        for each, operator in zip(visitor.mutations, visitor.operators, strict=True)
    ]  # fmt: skip


# Putting a fault in


def _codes(code: CodeType) -> Iterator[CodeType]:
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield each
            yield from _codes(each)


def _shape(code: CodeType) -> tuple:
    """What it does, wherever in the file it stands."""
    held = tuple(
        _shape(c) if isinstance(c, CodeType) else (type(c), repr(c)) for c in code.co_consts
    )
    names = (code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars)
    return code.co_qualname, code.co_code, held, names, code.co_exceptiontable


def _shapes(code: CodeType) -> dict[str, list[tuple]]:
    """By name; several for the comprehensions of one function."""
    found = defaultdict(list)
    for each in _codes(code):
        found[each.co_qualname].append(_shape(each))
    return found


def _compiled(source: str, path: Path) -> CodeType:
    # Without docstrings: a fault in them is none.
    return compile(source, str(path), "exec", dont_inherit=True, optimize=2)


class Faults:
    """What the faults of one file change, in its functions as they were imported."""

    def __init__(self, path: Path):
        self.path, self.loaded, self.remembered = path, [], []
        self.original = _compiled(path.read_text(), path)
        self.shapes = _shapes(self.original)

    def changed(self, mutant: Mutant) -> tuple[CodeType, set[str]]:
        """Its code, and the functions that it changes; none if it changes what is around them."""
        code = _compiled(mutant.source, self.path)
        new = _shapes(code)
        both = self.shapes.keys() | new.keys()
        return code, {
            name
            for name in both
            if self.shapes.get(name) != new.get(name) and not name.startswith("<")
        }

    def put_in(self, code: CodeType, names: set[str]) -> bool:
        """From now on this process does what the fault says; False if that is nothing new."""
        new = {each.co_qualname: each for each in _codes(code)}
        for function in self.loaded:
            name = function.__code__.co_qualname
            # One made inside another, of other things around it, is made anew by that one.
            around = function.__code__.co_freevars
            if name in names and name in new and new[name].co_freevars == around:
                function.__code__ = new[name]
        for each in self.remembered:
            each.cache_clear()
        bodies = {name for name in names if isinstance(vars(self._module()).get(name), type)}
        return bool(names - bodies) or self._put_in_by_name(code)

    def _put_in_by_name(self, code: CodeType) -> bool:
        """What stands outside its functions: constants, and what is meant where nothing is said."""
        module = self._module()
        own = {"__name__": module.__name__, "__package__": module.__package__}
        own["__file__"] = str(self.path)
        try:
            exec(code, own)
        except Exception:
            return False  # It could not even be imported, so nobody would meet it.
        defaults = {}
        for each in own.values():
            if isinstance(each, FunctionType):
                defaults[each.__code__.co_qualname] = (each.__defaults__, each.__kwdefaults__)
        is_new = False
        for function in self.loaded:
            held = (function.__defaults__, function.__kwdefaults__)
            new = defaults.get(function.__code__.co_qualname, held)
            if new != held:
                function.__defaults__, function.__kwdefaults__ = new
                is_new = True
        for name, value in own.items():
            before = vars(module).get(name)
            if name.isupper() and before != value:
                _everywhere(name, before, value)
                is_new = True
            if isinstance(before, type) and before.__module__ == module.__name__:
                is_new |= _renewed(before, value)
        return is_new

    def _module(self) -> ModuleType:
        dotted = ".".join(self.path.relative_to(ROOT).with_suffix("").parts)
        return sys.modules[dotted.removesuffix(".__init__")]


def find_loaded(all_faults: dict[Path, Faults]) -> None:
    """The functions of these files, wherever a module, a property or a list holds them."""
    by_name = {str(path): faults for path, faults in all_faults.items()}
    for each in gc.get_objects():
        # Not isinstance: some objects of Django wake up when they are asked their class.
        held = each.__wrapped__ if type(each) is REMEMBERS else each
        if type(held) is FunctionType and held.__code__.co_filename in by_name:
            faults = by_name[held.__code__.co_filename]
            (faults.loaded if held is each else faults.remembered).append(each)


def _unsaid(record: Any) -> dict[str, tuple]:
    """What each field of a dataclass is if nobody says it."""
    fields = getattr(record, "__dataclass_fields__", {})
    return {name: (each.default, each.default_factory) for name, each in fields.items()}


def _renewed(held: Any, new: Any) -> bool:
    """Made as the fault says from now on; every module goes on to hold the same class."""
    if _unsaid(held) == _unsaid(new):
        return False
    held.__init__ = new.__init__
    return True


def _everywhere(name: str, before: Any, value: Any) -> None:
    for module in list(sys.modules.values()):
        if getattr(module, "__dict__", {}).get(name) is before:
            setattr(module, name, value)


# Which tests meet which function


class Hits:
    """Notes which functions of the files a test runs through."""

    def __init__(self, paths: list[Path]):
        self._watched = {str(path) for path in paths}
        self.of: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        self.of_file: defaultdict[str, set[int]] = defaultdict(set)

    def watch(self, test: int) -> None:
        def called(frame: Any, event: str, _argument: Any) -> None:
            code = frame.f_code
            if event == "call" and code.co_filename in self._watched:
                self.of[code.co_filename, code.co_qualname].add(test)
                self.of_file[code.co_filename].add(test)

        sys.setprofile(called)

    def stop(self) -> None:
        sys.setprofile(None)

    def tests_for(self, path: Path, names: set[str]) -> set[int]:
        found = set().union(*(self.of[str(path), name] for name in names)) if names else set()
        return found or self.of_file[str(path)]
