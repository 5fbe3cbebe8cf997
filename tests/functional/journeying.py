"""Somebody goes home between two installations; the files are carried by hand.

What she decided and what was found stands written in the demonstration; here the offices speak.
"""

from playwright.sync_api import expect

from tests.functional.conftest import NARROW
from tests.functional.test_two_servers import GUATEMALA, HONDURAS, exchange, makes_new_keys

WORDS = {
    "es": {
        "ask": "Sellar la solicitud", "steps": "Pasos de un trayecto", "open": "Abrir el paquete",
        "answer": "Firmar y sellar la respuesta",
        "agreed": "La otra oficina dijo que sí", "left": "Salió: sellarlo",
        "arrived": "Llegó, según quien la recibió", "here": "Confirmar que llegó",
        "again": "ya había llegado", "opened": "Abierto y tomado", "under": "En camino",
        "off": "Cancelado",
    },
    "en": {
        "ask": "Seal the request", "steps": "Steps of a journey", "open": "Open the package",
        "answer": "Sign and seal the answer",
        "agreed": "The other office said yes", "left": "She set out: seal it",
        "arrived": "Arrived, by the account of who received her",
        "here": "Confirm that she arrived", "again": "came before", "opened": "Opened and taken",
        "under": "Under way", "off": "Called off",
    },
}  # fmt: skip
HER = "Violeta Inventada"


class Ends:
    """Ana at either end, with the words of her language."""

    def __init__(self, offices, language: str, *, of: str = "going home"):
        (self.here, self.visit_here), (self.there, self.visit_there) = offices
        self.words, self.language = WORDS[language], language
        self.know_each_other()
        look = {"width": NARROW, "language": language}
        self.ana_here, self.ana_there = (
            self.visit_here("ana", **look),
            self.visit_there("ana", **look),
        )
        things = self.here.things
        self.home = f"/journeys/{things[f'case {of}']}/{things[f'journey {of}']}/"
        self.both = f"{self.home}both/"

    def know_each_other(self) -> None:
        look = {"width": NARROW, "language": "es"}
        fina_here, fina_there = self.visit_here("fina", **look), self.visit_there("fina", **look)
        makes_new_keys(fina_here), makes_new_keys(fina_there)
        exchange(self.visit_here("sara", **look), fina_here, GUATEMALA, told_by=fina_there)
        exchange(self.visit_there("sara", **look), fina_there, HONDURAS, told_by=fina_here)

    @property
    def today(self) -> str:
        return self.ana_here.evaluate("new Date().toISOString().slice(0, 10)")

    def stands(self, page, word: str) -> None:
        expect(page.locator("main .badge").first).to_contain_text(self.words[word])

    def asks(self) -> bytes:
        self.here.open(self.ana_here, self.both, "ana")
        self.ana_here.fill("[name=first]", self.today)
        self.ana_here.fill("[name=last]", self.today)
        self.press(self.ana_here, "ask")
        return self.newest(self.ana_here)

    def says_yes(self) -> bytes:
        self.received()
        expect(self.ana_there.locator("main")).not_to_contain_text(HER)
        self.ana_there.locator("main [name$=says][value=yes]").check()
        place = self.ana_there.locator("main [name$=host][value=safe]")
        if place.count():
            # Of a family nobody is asked where she lives: they come to her.
            place.check()
        self.press(self.ana_there, "answer")
        self.stands(self.ana_there, "agreed")
        return self.newest(self.ana_there)

    def sets_out(self) -> bytes:
        self.here.open(self.ana_here, self.both, "ana")
        self.stands(self.ana_here, "agreed")
        self.ana_here.fill("[name=expected]", self.today)
        self.press(self.ana_here, "left")
        self.stands(self.ana_here, "under")
        return self.newest(self.ana_here)

    def arrives(self) -> bytes:
        self.received()
        expect(self.ana_there.locator("main")).to_contain_text(HER)
        self.press(self.ana_there, "here")
        self.stands(self.ana_there, "arrived")
        return self.newest(self.ana_there)

    def hold_the_same(self) -> None:
        """One fingerprint, at either end."""
        self.here.open(self.ana_here, self.both, "ana")
        digest = self.ana_here.locator(".digits").inner_text()
        self.received()
        assert self.ana_there.locator(".digits").inner_text() == digest

    def press(self, page, word: str) -> None:
        page.get_by_role("button", name=self.words[word]).click()

    def newest(self, page) -> bytes:
        """The last file of this kind that waits to be sent."""
        page.goto("/packages/")
        line = page.locator("section:has(#h-sent) li", has_text=self.words["steps"]).first
        with page.expect_download() as download:
            line.get_by_role("button").click()
        return download.value.path().read_bytes()

    def takes_in(self, page, content: bytes) -> None:
        self._sends(page, content)
        expect(page.locator("body")).to_contain_text(self.words["opened"])

    def not_again(self, page, content: bytes) -> None:
        self._sends(page, content)
        expect(page.locator("[role=alert].notice--danger")).to_contain_text(self.words["again"])

    def _sends(self, page, content: bytes) -> None:
        page.goto("/packages/")
        file = {"name": "x.age", "mimeType": "application/octet-stream", "buffer": content}
        page.set_input_files("[name=package]", file)
        self.press(page, "open")

    def received(self) -> None:
        """The newest of those who were announced there."""
        self.ana_there.goto("/journeys/received/")
        newest = self.ana_there.locator("main li a").first.get_attribute("href")
        self.there.open(self.ana_there, newest, "ana")
