"""Somebody at a keyboard, without a mouse: real keys, and the seconds they would take.

The keystroke-level model of Card, Moran and Newell (1980): K for a key, M for making up one's mind
before each field or button. K is that of somebody who does not type for a living and looks for each
letter (0.5 s, their figure for random letters); a capital and an accent are a key more each. The
time of each page is measured, not modelled.

It is somebody who makes no mistake, beside a server in the same machine. What is left out is most
of a meeting: what is said and interpreted, reading the page, and the way through a slow network.
"""

import time
import unicodedata
from pathlib import Path

KEY, MIND = 0.5, 1.35
# To find a file among many and say that it is this one; not measured, and said to be long.
FINDING_A_FILE = 20.0
MOST_TABS = 250


def presses(text: str) -> int:
    """The keys that it takes, Shift and the key of an accent among them. Ñ has its own."""
    found = 0
    for letter in text:
        bare = unicodedata.normalize("NFD", letter)
        found += 1 + letter.isupper() + (len(bare) > 1 and letter not in "ñÑ")
    return found


class Hands:
    """Tab to something by its label or name, type, press. `seconds` says how long it took."""

    def __init__(self, page):
        self.page, self.keys, self.thoughts, self.waited = page, 0, 0, 0.0

    @property
    def seconds(self) -> float:
        return self.keys * KEY + self.thoughts * MIND + self.waited

    def open(self, address: str) -> None:
        """Follow a link that leads there, or go there as from a bookmark."""
        self._timed(lambda: self.page.goto(address))

    def write(self, name: str, text: str) -> None:
        """Type into the field of this name, letter by letter."""
        self._reach(self._field(name))
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)
        self.keys += 1 + presses(text)

    def write_day(self, name: str, day: str) -> None:
        """A field with a picker: the browser decides in which order it takes the parts of a day."""
        field = self._field(name)
        self._reach(field)
        field.fill(day)
        self.keys += len(day)

    def pick(self, name: str, value: str) -> None:
        """An entry of a list: its first letters jump to it."""
        field = self._field(name)
        self._reach(field)
        field.select_option(value)
        self.keys += 4

    def tick(self, name: str, value: str | None = None) -> None:
        self._reach(self._field(name, value))
        self.page.keyboard.press("Space")
        self.keys += 1

    def answer(self, name: str, value: str) -> None:
        """One of several answers: the tabulator stops at the group, the arrows go through it."""
        self.thoughts += 1
        wanted = self._field(name, value)
        self._tab_until("name => document.activeElement.name === name", name)
        for _ in range(self.page.locator(f"main [name='{name}']").count() + 1):
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
            self.keys += 1
        raise AssertionError("The arrows do not get to this answer.")

    def press(self, name: str) -> None:
        """A button, or a link, by its words; then wait for the page that answers."""
        button = self.page.get_by_role("button", name=name).or_(
            self.page.get_by_role("link", name=name)
        )
        self._reach(button.first)
        self.keys += 1
        self._timed(lambda: self._enter())

    def save(self, name: str) -> Path:
        """A link to a file, and the file that comes."""
        self._reach(self.page.get_by_role("link", name=name).first)
        self.keys += 1
        began = time.monotonic()
        with self.page.expect_download(timeout=60_000) as coming:
            self.page.keyboard.press("Enter")
        path = coming.value.path()
        self.waited += time.monotonic() - began
        return path

    def choose_file(self, name: str, path: Path) -> None:
        """The window of the system in which a file is found takes as long as it is said to."""
        field = self._field(name)
        self._reach(field)
        field.set_input_files(path)
        self.waited += FINDING_A_FILE

    def skip(self) -> None:
        """Past the head of a page that was just opened: its first stop leads to the content."""
        self.page.keyboard.press("Tab")
        self.page.keyboard.press("Enter")
        self.keys += 2

    def unfold(self, name: str) -> None:
        """What a telephone folds away: to its heading, and a key to open it."""
        heading = self.page.locator("main summary").filter(has_text=name).first
        self._reach(heading)
        self.page.keyboard.press("Enter")
        self.keys += 1

    def _enter(self) -> None:
        # What answers may be this page again: wait for the load that the key begins.
        with self.page.expect_event("load", timeout=20_000):
            self.page.keyboard.press("Enter")

    def _field(self, name: str, value: str | None = None):
        exact = f"[value='{value}']" if value is not None else ""
        return self.page.locator(f"main [name='{name}']{exact}").first

    def _reach(self, part) -> None:
        """With the tabulator, as somebody without a mouse does. What it cannot reach fails here."""
        self.thoughts += 1
        self._tab_until("one => document.activeElement === one", part.element_handle())

    def _tab_until(self, there: str, about) -> None:
        for _ in range(MOST_TABS):
            if self.page.evaluate(there, about):
                return
            self.page.keyboard.press("Tab")
            self.keys += 1
        raise AssertionError("The keyboard does not get there.")

    def _timed(self, go) -> None:
        began = time.monotonic()
        go()
        self.waited += time.monotonic() - began
