"""Papers for her: that she is erased and until when a copy lasts; what she answered."""

from datetime import timedelta
from html import unescape

import pytest
from django.utils import formats, translation

from amparo.core import clock
from amparo.people import actions
from amparo.people.queries.keeping import day_of
from tests.helpers import sign_in, statuses
from tests.inflesz import EASY, hard_sentences, inflesz
from tests.people.erasing import erase
from tests.town import FIRST, GIVEN


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def test_the_receipt_of_an_erasure_tells_the_day_on_which_the_last_copy_goes(town, client):
    done = erase(town)
    url = f"/people/keeping/{done.pk}/receipt/"
    opened = {"alba": 200, "fina": 200}
    closed = {"nobody": 302, "ana": 404, "bruno": 404, "celia": 404}
    assert statuses(client, url, [*town.everyone, town.alba, town.fina]) == opened | closed
    sign_in(client, town.fina)
    page = unescape(client.get(url).content.decode())
    last = day_of(clock.now()) + timedelta(days=30)
    assert formats.date_format(last, "SHORT_DATE_FORMAT") in page
    assert GIVEN not in page


def test_a_request_that_was_not_carried_out_has_no_receipt(town, client):
    asked = actions.ask_erasure(by=town.alba, person=town.case.person, ground="she_asked")
    sign_in(client, town.fina)
    assert client.get(f"/people/keeping/{asked.pk}/receipt/").status_code == 404


def test_a_consent_has_a_receipt_and_one_that_says_nothing(town, client, settings):
    consent = town.new_consent(recipient="prosecutor", purpose="referral")
    url = f"/people/{town.case.person_id}/consents/{consent.pk}/receipt/"
    opened = {"ana": 200}
    assert statuses(client, url, town.everyone) == opened | {
        "nobody": 302, "bruno": 404, "celia": 404,
    }  # fmt: skip
    sign_in(client, town.ana)
    assert "Prosecutor" in client.get(url).content.decode()
    neutral = client.get(f"{url}?form=neutral").content.decode()
    for word in ("Prosecutor", "referred", FIRST, "Casa Luz", "Ceiba", "privacidad", "example.org"):
        assert word not in neutral
    settings.NEUTRAL_CONTACT = "800 555 0199"
    assert "800 555 0199" in client.get(f"{url}?form=neutral").content.decode()


def test_what_she_is_told_is_easy_to_read():
    with translation.override("es"):
        words = [
            translation.gettext(text)
            for text in (
                "Your data are erased",
                "Figures that were published before stay as they are. They do not name you.",
                "If a judge ordered us to keep a paper, that paper stays locked. Ask us about it.",
                "You can change it when you want. You do not have to say why. We help you just "
                "the same.",
            )
        ]
    assert inflesz("\n".join(words)) >= EASY
    assert hard_sentences("\n".join(words)) == []


def test_each_receipt_is_a_pdf_too_under_a_name_that_says_nothing(town, client):
    consent = town.new_consent(recipient="prosecutor", purpose="referral")
    done = erase(town, town.new_case().person)
    url = f"/people/{town.case.person_id}/consents/{consent.pk}/receipt/"
    papers = [(town.ana, f"{url}?as=pdf"), (town.ana, f"{url}?form=neutral&as=pdf")]
    papers += [(town.fina, f"/people/keeping/{done.pk}/receipt/?as=pdf")]
    for member, address in papers:
        answer = sign_in(client, member).get(address)
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF")
        assert "documento.pdf" in answer["Content-Disposition"]
