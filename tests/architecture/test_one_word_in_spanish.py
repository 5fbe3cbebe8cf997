"""All rooms share one catalogue as the site runs: a sentence has one Spanish, or the first wins."""

from collections import defaultdict

import polib

from tests.architecture.source import ROOT


def test_no_two_rooms_translate_one_sentence_differently():
    said = defaultdict(lambda: defaultdict(list))
    for path in sorted((ROOT / "amparo").glob("*/locale/es/LC_MESSAGES/django.po")):
        for entry in polib.pofile(str(path)):
            if not entry.obsolete:
                words = entry.msgstr or str(entry.msgstr_plural)
                said[entry.msgctxt, entry.msgid][words].append(path.parts[-5])
    clashes = {key[1]: dict(words) for key, words in said.items() if len(words) > 1}
    assert clashes == {}
