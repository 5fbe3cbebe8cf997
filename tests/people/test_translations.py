"""The notice in languages of those served here: by people, by two of them, never out of date."""

import io
import struct
import wave
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from amparo import agencies
from amparo.agencies import actions as agency_actions
from amparo.core.decisions import Refused
from amparo.people import notice, sound
from amparo.people.actions import translations as actions
from amparo.people.models import NoticeTranslation
from amparo.people.queries import translations as queries
from tests.helpers import audit_events, sign_in, statuses

URL = "/people/notice/languages/"
WHO = "Juana Inventada, intérprete"


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def ada(town):
    return agency_actions.enrol(
        by=agencies.OPERATOR, username="ada", display_name="Ada", agency=town.programme,
        role="administrator", language="en",
    )  # fmt: skip


def recording(*, seconds=2, rate=8000, width=2, channels=1):
    held = io.BytesIO()
    with wave.open(held, "wb") as file:
        file.setparams((channels, width, rate, 0, "NONE", ""))
        file.writeframes(b"\x01" * (seconds * rate * width * channels))
    return held.getvalue()


def with_tags(content):
    """As a telephone writes it: names and a place beside the sound, before it and behind it."""
    said = b"INFO" + b"IART" + struct.pack("<I", 8) + b"Juana I\0"
    listed = b"LIST" + struct.pack("<I", len(said)) + said
    odd = b"bext" + struct.pack("<I", 5) + b"Comi\0" + b"\0"
    body = content[12:36] + listed + content[36:] + odd
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WAVE" + body


def kept(town, **facts):
    held = {"language": "quc", "translated_by": WHO, "text": "## Jas\n\nUtzij (invented)."}
    return actions.upload_translation(**{"by": town.alba} | held | facts)


def reviewed(town, **facts):
    made = kept(town, **facts)
    actions.review_translation(by=town.fina, translation=made, speaks=True)
    made.refresh_from_db()
    return made


def test_who_opens_the_list_one_of_them_and_its_recording(town, client):
    made = kept(town, sound=sound.cleaned(recording()))
    everyone = [*town.everyone, town.alba, town.fina, town.noe]
    all_in = dict.fromkeys(["ana", "bruno", "celia", "alba", "fina", "noe"], 200)
    few = all_in | dict.fromkeys(["ana", "bruno", "celia", "noe"], 404)
    assert statuses(client, URL, everyone) == {"nobody": 302} | all_in
    for page in (f"{URL}{made.pk}/", f"{URL}{made.pk}/sound/"):
        assert statuses(client, page, everyone) == {"nobody": 302} | few
    for verb in ("review", "take-back"):
        others = [None, town.ana, town.bruno, town.noe]
        table = {"nobody": 302, "ana": 404, "bruno": 404, "noe": 404}
        assert statuses(client, f"{URL}{made.pk}/{verb}/", others, method="post") == table
    sent = {"language": "mam", "translated_by": WHO, "text": "x"}
    table = {"nobody": 302, "ana": 403}
    assert statuses(client, URL, [None, town.ana], method="post", data=sent) == table
    assert NoticeTranslation.objects.count() == 1
    actions.review_translation(by=town.fina, translation=made, speaks=True)
    for page in (f"{URL}{made.pk}/", f"{URL}{made.pk}/sound/"):
        assert statuses(client, page, everyone) == {"nobody": 302} | all_in


def test_one_brings_in_another_reviews_and_her_page_says_so(town, ada, client):
    page = f"/people/{town.case.person_id}/consents/"
    before = unescape(sign_in(client, town.ana).get(page).content.decode())
    assert before.count("Not recorded yet") == 5
    assert before.index("Kʼicheʼ") < before.index("Mam"), "She speaks it, so it comes first."
    held = SimpleUploadedFile("notice Juana.wav", with_tags(recording()), "audio/wav")
    sent = {"language": "quc", "translated_by": WHO, "text": "Utzij.", "recording": held}
    assert sign_in(client, ada).post(URL, sent).status_code == 302
    made = NoticeTranslation.objects.get()
    assert "Not recorded yet" in unescape(
        sign_in(client, town.ana).get(page).content.decode().split("Mam")[0]
    )
    with pytest.raises(Refused, match="Nobody reviews"):
        actions.review_translation(by=ada, translation=made, speaks=True)
    review = f"{URL}{made.pk}/review/"
    sign_in(client, town.fina).post(review)
    assert NoticeTranslation.objects.get().reviewed_at is None
    client.post(review, {"speaks": "on"})
    shown = sign_in(client, town.ana).get(page).content.decode()
    assert f"{URL}{made.pk}/sound/" in shown
    assert shown.count("Not recorded yet") == 4
    both = client.get(f"{URL}{made.pk}/").content.decode()
    assert "Utzij." in both
    assert "Quién cuida sus datos" in both
    assert WHO in both
    assert [e.verb for e in audit_events() if e.verb.startswith("translation")] == [
        "translation_uploaded", "translation_reviewed",
    ]  # fmt: skip


def test_it_is_out_of_date_once_the_spanish_changes(town, client, monkeypatch):
    made = reviewed(town)
    assert queries.slot_of("quc").shown == made
    monkeypatch.setattr(notice, "spanish_digest", lambda: "0" * 64)
    slot = queries.slot_of("quc")
    assert (slot.shown, slot.why_not) == (None, "Out of date: the Spanish changed")
    assert sign_in(client, town.ana).get(f"{URL}{made.pk}/").status_code == 404
    shown = sign_in(client, town.alba).get(f"{URL}{made.pk}/").content.decode()
    assert "Do not read or play it" in shown


def test_the_latest_review_is_shown_and_one_taken_back_no_more(town, client):
    first, second = reviewed(town, text="Nabe."), reviewed(town, text="Ukab.")
    assert queries.slot_of("quc").shown == second
    sign_in(client, town.alba).post(f"{URL}{second.pk}/take-back/")
    assert queries.slot_of("quc").shown == first
    actions.take_translation_back(by=town.fina, translation=first)
    assert queries.slot_of("quc").why_not == "Not recorded yet"


def test_a_recording_loses_all_that_is_not_sound(town, client):
    plain = recording()
    found = sound.cleaned(with_tags(plain))
    assert found.content == plain
    assert found.seconds == 2
    for side in (b"Juana", b"Comi", b"LIST", b"bext"):
        assert side not in found.content
    made = reviewed(town, sound=found)
    answer = sign_in(client, town.ana).get(f"{URL}{made.pk}/sound/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "audio/wav")
    assert answer.content == plain
    assert answer["Cache-Control"] == "no-store"
    part = client.get(f"{URL}{made.pk}/sound/", headers={"range": "bytes=0-3"})
    assert (part.status_code, part.content) == (206, b"RIFF")
    assert part["Content-Range"] == f"bytes 0-3/{len(plain)}"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"ID3\x04\x00" + bytes(64),
        b"OggS" + bytes(64),
        b"\x00\x00\x00 ftypM4A " + bytes(64),
        recording()[:20],
        recording()[:400],
        recording(width=3),
        recording(rate=96000, seconds=1),
        recording(seconds=0),
        b"RIFF" + struct.pack("<I", 4) + b"WAVE",
    ],
)
def test_what_cannot_be_cleaned_is_refused_with_the_reason(town, client, content):
    held = SimpleUploadedFile("a.wav", content, "audio/wav")
    sent = {"language": "mam", "translated_by": WHO, "recording": held}
    answer = sign_in(client, town.alba).post(URL, sent)
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not NoticeTranslation.objects.exists()


def test_a_recording_of_eight_bits_and_one_with_two_sides_are_sound():
    for shape in ({"width": 1}, {"channels": 2}, {"rate": 48000}):
        assert sound.cleaned(recording(**shape)).content == recording(**shape)
    odd = recording(width=1, rate=8001, seconds=1)
    assert len(sound.cleaned(odd).content) % 2 == 0


def test_nothing_too_large_is_kept(town, client, monkeypatch):
    monkeypatch.setattr(sound, "MOST_BYTES", len(recording()) - 1)
    held = SimpleUploadedFile("a.wav", recording(), "audio/wav")
    sent = {"language": "mam", "translated_by": WHO, "recording": held}
    assert sign_in(client, town.alba).post(URL, sent).context["form"].errors["recording"]
