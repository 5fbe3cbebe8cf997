"""One quick page at a time; one that takes long holds nobody up."""

import threading
import time

import pytest

from amparo.core.turns import Turns


class Pages:
    """An application that notes how many of its pages are made at once."""

    def __init__(self, takes):
        self.takes, self.now, self.most, self.lock = takes, 0, 0, threading.Lock()

    def __call__(self, environ, start_response):
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        try:
            if environ.get("breaks"):
                raise ValueError
            time.sleep(environ.get("takes", self.takes))
            return [b"made"]
        finally:
            with self.lock:
                self.now -= 1


def ask(turns, count, **environ):
    threads = [threading.Thread(target=turns, args=(environ, None)) for _ in range(count)]
    for thread in threads:
        thread.start()
    return threads


def test_quick_pages_are_made_one_after_the_other():
    pages = Pages(takes=0.01)
    for thread in ask(Turns(pages, patience=5), 6):
        thread.join(10)
    assert pages.most == 1


def test_nobody_queues_behind_a_page_that_takes_long():
    pages = Pages(takes=0.01)
    turns = Turns(pages, patience=0.1)
    (long,) = ask(turns, 1, takes=3)
    time.sleep(0.05)
    began = time.monotonic()
    for thread in ask(turns, 4):
        thread.join(10)
    assert time.monotonic() - began < 1.5
    assert long.is_alive()
    assert pages.most == 2
    long.join(10)


def test_a_page_that_breaks_gives_its_turn_up():
    turns = Turns(Pages(takes=0), patience=30)
    with pytest.raises(ValueError):
        turns({"breaks": True}, None)
    began = time.monotonic()
    assert turns({}, None) == [b"made"]
    assert time.monotonic() - began < 5
