"""Her safety plan: hers, in versions, due again with her risk; and a paper that says nothing."""

import io
import json
import subprocess
from datetime import timedelta

import pikepdf
import pytest
from django.utils import translation

from amparo.cases import due_dates
from amparo.cases.actions import risk
from amparo.cases.actions import safety_plan as actions
from amparo.cases.enums.safety_plan import ASK, CardKind
from amparo.cases.models import Case, SafetyPlan
from amparo.cases.policies.safety_plan import telling_word
from amparo.cases.queries import safety_plan as queries
from amparo.core import clock
from amparo.core.decisions import Refused
from tests.helpers import as_if, audit_events, sign_in, statuses
from tests.inflesz import EASY, hard_sentences, inflesz
from tests.people.erasing import erase

PARTS = {"signs": "Llega sin avisar.", "people": "La vecina de enfrente."}
CARD = {"card_kind": "shopping", "card_lines": "Pan\nLeche", "card_phone": "961 555 0100"}


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def url(town):
    return f"{town.case.get_absolute_url()}safety-plan/"


def in_days(days):
    return clock.today() + timedelta(days=days)


def kept(town, **facts):
    facts = {"parts": PARTS, "next_due_on": in_days(30)} | CARD | facts
    return actions.keep_safety_plan(by=town.ana, case=town.case, **facts)


def due_now(town):
    rule = next(each for each in due_dates.rules() if each.code == "safety_plan")
    return rule.due(Case.objects.filter(pk=town.case.pk), on=clock.today()).exists()


def test_who_opens_the_plan_and_the_paper(town, client, url):
    kept(town)
    everyone = [*town.everyone, town.alba, town.fina, town.noe]
    table = {
        "nobody": 302, "ana": 200, "bruno": 404, "celia": 404, "alba": 200, "fina": 404, "noe": 404,
    }  # fmt: skip
    assert statuses(client, url, everyone) == table
    assert statuses(client, f"{url}card/?safe=yes", everyone) == table


def test_it_is_written_with_her_and_the_next_version_begins_where_it_ended(town, client, url):
    sign_in(client, town.ana)
    page = client.get(url)
    assert "There is no safety plan yet." in page.content.decode()
    sent = {"seen": "", "made_with": "her", "next_due_on": in_days(20).isoformat()} | PARTS | CARD
    assert client.post(url, sent).status_code == 302
    made = SafetyPlan.objects.get()
    assert (made.number, made.parts, made.card_phone) == (1, PARTS, "961 555 0100")
    page = client.get(url)
    assert page.context["form"]["signs"].value() == "Llega sin avisar."
    assert "La vecina de enfrente." in page.content.decode()
    assert "Made with her" in client.get(town.case.get_absolute_url()).content.decode()
    client.post(url, sent | {"seen": "1", "words": "Azul"})
    assert SafetyPlan.objects.count() == 2
    (first, _second) = audit_events("safety_plan_kept")
    assert sorted(json.loads(first.fields) if isinstance(first.fields, str) else first.fields) == [
        "people",
        "signs",
    ]
    assert "vecina" not in str([(e.detail, e.fields) for e in audit_events()])


def test_two_who_write_at_once_lose_nothing(town, client, url):
    kept(town)
    sign_in(client, town.alba)
    sent = {"seen": "", "made_with": "her", "next_due_on": in_days(20).isoformat()} | PARTS
    page = client.post(url, sent | {"steps": "Salgo por atrás."})
    assert "A colleague kept another version meanwhile." in page.content.decode()
    assert "Salgo por atrás." in page.content.decode()
    assert SafetyPlan.objects.count() == 1
    with pytest.raises(Refused, match="meanwhile"):
        kept(town)


def test_a_form_that_says_nothing_or_too_much_is_refused_in_words(town, client, url):
    sign_in(client, town.ana)
    sent = {"seen": "", "made_with": "her", "next_due_on": "2020-01-01"}
    told = {"card_kind": "notes", "card_lines": "Refugio", "card_phone": "911"}
    errors = client.post(url, sent | told).context["form"].errors
    assert {"next_due_on", "card_lines", "card_phone"} <= set(errors)
    errors = client.post(url, sent | {"next_due_on": in_days(1).isoformat()}).context["form"].errors
    assert "empty" in str(errors)
    assert not SafetyPlan.objects.exists()


def test_it_is_due_on_its_day_and_when_her_risk_changed_but_not_when_it_is_as_before(town):
    plan = kept(town)
    assert not due_now(town)
    level = {"levels": {"person": "high"}, "reasons": {"person": "La buscan."}}
    made = risk.assess_risk(by=town.ana, case=town.case, next_due_on=in_days(9), **level)
    as_if(made, assessed_at=plan.written_at - timedelta(hours=1))
    assert not due_now(town)
    risk.risk_unchanged(by=town.ana, case=town.case, seen=made.pk, next_due_on=in_days(9))
    assert not due_now(town)
    assert queries.standing(town.case, plan)
    risk.assess_risk(by=town.ana, case=town.case, next_due_on=in_days(9), **level)
    assert due_now(town)
    assert "Her risk changed" in queries.standing(town.case, plan).reason
    again = kept(town, seen="1")
    assert not due_now(town)
    as_if(again, written_on=in_days(-9), next_due_on=clock.today())
    assert due_now(town)


def test_a_sketch_without_her_is_due_at_once(town):
    sketch = kept(town, made_with="not_yet")
    assert due_now(town)
    assert not queries.standing(town.case, sketch)


# The paper she carries


def text(pdf):
    """What stands on the paper and in what the file says of itself; one page."""
    said = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    with pikepdf.open(io.BytesIO(pdf)) as read:
        assert len(read.pages) == 1
        about = [str(value) for value in read.docinfo.values()]
    return "\n".join([said.stdout.decode(), *about])


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_paper_holds_her_words_and_none_of_ours(town, client, url, language):
    kept(town)
    town.ana.language = language
    town.ana.save(update_fields=["language"])
    sign_in(client, town.ana)
    with translation.override(language):
        page = client.get(f"{url}card/?safe=yes&as=page").content.decode()
        answer = client.get(f"{url}card/?safe=yes&as=pdf")
        title = str(CardKind.SHOPPING.label)
    assert 'filename="documento.pdf"' in answer["Content-Disposition"]
    printed = text(answer.content)
    for shown in (page.split("<main>")[1].split("</main>")[0], printed):
        assert all(word in shown for word in (title, "Pan", "Leche", "961 555 0100"))
        assert town.case.shown_number not in shown
        assert "Ana Arroyo" not in shown
        for line in shown.splitlines():
            assert not telling_word(line, ours=queries.our_names()), line
    assert f"<title>{title}</title>" in page


@pytest.mark.parametrize("query", ["", "?safe=no", "?safe=x", "?safe=no&as=pdf"])
def test_no_paper_before_she_said_that_it_is_safe(town, client, url, query):
    kept(town)
    sign_in(client, town.ana)
    assert client.get(f"{url}card/{query}").status_code == 302
    assert not audit_events("safety_card_made")


def test_a_paper_she_did_not_choose_is_not_made(town, client, url):
    kept(town, card_kind="")
    assert SafetyPlan.objects.get().card_lines == ""
    sign_in(client, town.ana)
    assert client.get(f"{url}card/?safe=yes").status_code == 403
    assert 'name="safe"' not in client.get(url).content.decode()


def test_a_number_that_became_a_public_line_is_not_printed_any_more(town, client, url):
    kept(town)
    from amparo.cases.models import PublicLine

    PublicLine(
        name="Línea", number="+52 961 555 0100", hours="24 h", source="-", checked_on=clock.today()
    ).save()
    sign_in(client, town.ana)
    assert client.get(f"{url}card/?safe=yes").status_code == 403
    with pytest.raises(Refused, match="others know"):
        kept(town, seen="1")


def test_it_goes_with_her(town):
    kept(town)
    erase(town, town.case.person)
    assert not SafetyPlan.objects.exists()


def test_what_is_asked_aloud_is_easy():
    with translation.override("es"):
        asked = "\n".join(str(words) for words in ASK.values())
    assert inflesz(asked) >= EASY
    assert hard_sentences(asked) == []
