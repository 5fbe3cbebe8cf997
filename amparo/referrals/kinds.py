"""What is done with a package that was believed: each kind is registered by the room that knows it.

    @takes(Kind.ANSWER)
    def answered(*, by, received, said): ...

    @takes("journey", words=gettext_lazy("Steps of a journey"))
    def came(*, by, received, said): ...

It runs in the transaction in which the package is taken; raising `CannotOpen` takes nothing.
"""

from collections.abc import Callable
from typing import Any

from amparo.core.decisions import ALLOWED, Decision

Taker = Callable[..., None]
_takers: dict[str, Taker] = {}
_words: dict[str, Any] = {}


def takes(kind: str, *, words: Any = None) -> Callable[[Taker], Taker]:
    """`words`: what a package of this kind is called on a page, where a room above brought it."""

    def register(taker: Taker) -> Taker:
        _takers[kind] = taker
        if words is not None:
            _words[kind] = words
        return taker

    return register


def words_of(kind: str) -> str:
    return str(_words.get(kind, kind))


def taker_of(kind: str) -> Taker | None:
    return _takers.get(kind)


Said = dict[str, Any]
Asked = Callable[[Any], Decision]
_asked: dict[str, Asked] = {}


def leaves_if(kind: str) -> Callable[[Asked], Asked]:
    """Register what is asked each time that a file of this kind is taken out: what was sealed
    yesterday may not go today."""

    def register(asked: Asked) -> Asked:
        _asked[kind] = asked
        return asked

    return register


def may_leave(package: Any) -> Decision:
    asked = _asked.get(package.kind)
    return asked(package) if asked else ALLOWED
