"""Screening: asked by a version of a procedure, kept as it was answered, and never a verdict."""

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from amparo.cases import actions, procedures
from amparo.cases.models import Screening
from amparo.cases.queries import screening as queries
from amparo.core.decisions import Refused
from tests.cases.test_procedures import next_version  # noqa: F401 (a fixture)
from tests.helpers import audit_events, sign_in, statuses

ADULT, CHILD, PALERMO = "ilo-labour-adult-1", "ilo-labour-child-1", "palermo-1"


@pytest.fixture
def base(town):
    return f"{town.case.get_absolute_url()}screening/"


@pytest.fixture
def girl(town):
    """Somebody whose dates say that she is under 18."""
    return town.new_case(by=town.ana, person={"birth_date": "2011-05-04", "birth_year": 2011})


@pytest.fixture
def of_girl(girl):
    return f"{girl.get_absolute_url()}screening/"


@pytest.fixture
def asked(town):
    """Asks, and keeps what was answered."""

    def ask(*, case=None, by=None, **facts):
        facts = {
            "procedure": PALERMO,
            "screened_on": date(2026, 3, 4),
            "age": "yes",
            "answers": {"act.transport": "yes", "purpose.labour": "yes", "means.fraud": "refused"},
        } | facts
        return actions.record_screening(by=by or town.ana, case=case or town.case, **facts)

    return ask


def test_who_screens_and_who_reads_it(town, client, base, asked):
    held = asked()
    everyone = [*town.everyone, town.alba, town.fina, town.noe]
    table = {"nobody": 302, "ana": 200, "bruno": 404, "celia": 404, "alba": 200}
    table |= {"fina": 404, "noe": 404}
    for url in (base, f"{base}by/{PALERMO}/", held.get_absolute_url()):
        assert statuses(client, url, everyone) == table


def test_a_screening_of_another_case_is_not_there(town, client, asked):
    other = town.new_case(by=town.ana)
    held = asked(case=other, age="unknown")
    under_own = reverse("cases:screening_read", args=[town.case.pk, held.pk])
    assert sign_in(client, town.ana).get(under_own).status_code == 404
    assert client.get(held.get_absolute_url()).status_code == 200


def test_nobody_of_another_agency_screens(town, asked):
    with pytest.raises(Refused):
        asked(by=town.bruno)


def test_a_child_needs_no_means_and_the_page_says_so(town, client, of_girl):
    page = sign_in(client, town.ana).get(f"{of_girl}by/{PALERMO}/").content.decode()
    assert "she was under 18 when it began, so no means is needed" in page
    assert 'name="age"' not in page
    sent = {"screened_on": "2026-03-04", "act__transport": "yes", "purpose__labour": "yes"}
    page = client.post(f"{of_girl}by/{PALERMO}/", sent, follow=True).content.decode()
    held = Screening.objects.get()
    assert (held.age, queries.reading_of(held).state) == ("yes", "met")
    assert "Not needed: under 18 no means has to be shown." in page
    assert "The answers meet what this procedure asks for." in page


def test_the_profile_follows_her_age(town, client, girl, of_girl, asked):
    page = sign_in(client, town.ana).get(of_girl).content.decode()
    assert reverse("cases:screening_new", args=[girl.pk, CHILD]) in page
    assert reverse("cases:screening_new", args=[girl.pk, ADULT]) not in page
    assert "the list for adults would ask for more than is needed" in page
    with pytest.raises(Refused, match="list for adults"):
        asked(case=girl, procedure=ADULT, answers={"exploitation.hours": "yes"})
    grown = town.new_case(person={"birth_date": "1980-02-03"})
    actions.record_event(
        by=town.ana, cases=[grown], acts=["Recruitment"], definition_version="htcds-2.0",
        started="2025", started_low=date(2025, 1, 1), started_high=date(2025, 12, 31),
    )  # fmt: skip
    assert queries.under_18(grown) is False
    with pytest.raises(Refused, match="18 or older"):
        asked(case=grown, procedure=CHILD, age="no", answers={"exploitation.hours": "yes"})
    asked(case=grown, procedure=ADULT, age="no", answers={"exploitation.hours": "yes"})


def test_while_her_age_is_in_doubt_both_lists_are_open_and_the_page_says_to_protect_her(
    town, client, asked
):
    unknown = town.new_case()
    url = reverse("cases:screening", args=[unknown.pk])
    page = sign_in(client, town.ana).get(url).content.decode()
    assert "treat her as under 18" in page
    for key in (ADULT, CHILD):
        assert reverse("cases:screening_new", args=[unknown.pk, key]) in page
        asked(case=unknown, procedure=key, age="unknown", answers={"exploitation.hours": "yes"})


def test_nobody_is_made_older_by_an_answer(girl, asked):
    with pytest.raises(Refused, match="dates recorded say otherwise"):
        asked(case=girl, age="no")


@pytest.mark.parametrize(
    "wrong",
    [
        {"screened_on": date(2099, 1, 1)},
        {"answers": {}},
        {"answers": {"act.transport": "not_asked"}},
    ],
    ids=["future", "nothing", "nothing asked"],
)
def test_a_screening_of_no_day_or_no_answer_is_not_kept(asked, wrong):
    with pytest.raises(Refused):
        asked(**wrong)
    assert not Screening.objects.exists()


def test_an_answer_to_a_question_of_another_list_is_not_kept(asked):
    with pytest.raises(TypeError):
        asked(answers={"exploitation.hours": "yes"})
    with pytest.raises(ValueError):
        asked(answers={"act.transport": "perhaps"})


def test_what_was_not_obtained_is_not_asked(town, client, base, asked):
    page = sign_in(client, town.ana).get(base).content.decode()
    assert page.count("This list was not obtained") == 2
    assert page.count("Not loaded.") == 2
    assert client.get(f"{base}by/ilo-sexual-child-1/").status_code == 404
    assert client.get(f"{base}by/no-such-list-9/").status_code == 404


def test_to_look_keeps_nothing(town, client, of_girl):
    sent = {"screened_on": "2026-03-04", "act__transport": "yes", "look": "1"}
    page = sign_in(client, town.ana).post(f"{of_girl}by/{PALERMO}/", sent).content.decode()
    assert "Nothing was kept yet" in page
    assert "Open: the answers so far are not enough" in page
    assert '<option value="yes" selected>' in page
    assert not Screening.objects.exists()
    assert audit_events("screening_recorded") == []


def test_the_screen_says_which_answers_meet_which_rule(town, client, asked):
    answers = {
        "act.recruitment": "yes",
        "exploitation.hours": "yes",
        "exploitation.salary": "yes",
        "exploitation.hazard": "refused",
    }
    held = asked(procedure=CHILD, answers=answers)
    page = sign_in(client, town.ana).get(held.get_absolute_url()).content.decode()
    assert "Met: one strong and one medium indicator were answered with yes." in page
    assert "Dangerous work: Did not want to say" in page
    assert "nothing here says whether somebody tells the truth" in page


def test_the_next_one_stands_beside_it_and_the_difference_is_shown(town, client, asked):
    first = asked()
    asked(procedure=CHILD, answers={"exploitation.hours": "yes"}, screened_on=date(2026, 3, 5))
    second = asked(
        screened_on=date(2026, 3, 20),
        answers={"act.transport": "yes", "purpose.labour": "yes", "means.fraud": "yes"},
    )
    before, changes = queries.since_before(second, queries.screenings_of(town.case))
    assert before == first
    ((label, was, now),) = [(one.label, str(one.before), str(one.now)) for one in changes]
    assert (was, now) == ("Did not want to say", "Yes")
    assert "Fraud" in label or "Fraude" in label
    page = sign_in(client, town.ana).get(second.get_absolute_url()).content.decode()
    assert "Since the screening of" in page
    assert queries.since_before(first, queries.screenings_of(town.case)) == (None, [])
    assert Screening.objects.get(pk=first.pk).answers["means.fraud"] == "refused"


def test_a_screening_of_an_old_version_is_read_as_it_was_asked(
    town,
    client,
    base,
    asked,
    next_version,  # noqa: F811
):
    held = asked()
    page = sign_in(client, town.ana).get(held.get_absolute_url()).content.decode()
    assert procedures.title_of("palermo-1") in page
    assert "The answers meet what this procedure asks for." in page
    offered = client.get(base).content.decode()
    assert f"{base}by/palermo-3/" in offered
    assert f"{base}by/palermo-1/" not in offered
    assert client.get(reverse("cases:procedure", args=["palermo-1"])).status_code == 200


def test_what_she_answered_lies_sealed_and_no_log_holds_it(asked):
    asked(notes="She was carried across the river at night.")
    with connection.cursor() as cursor:
        cursor.execute("select answers, notes from cases_screening")
        (row,) = cursor.fetchall()
    assert "refused" not in row[0]
    assert "river" not in row[1]
    (event,) = audit_events("screening_recorded")
    assert (event.fields, event.detail) == ('["answers", "notes"]', '{"procedure": "palermo-1"}')


def test_a_screening_goes_with_her_case(town, asked):
    asked()
    town.case.person.delete()
    assert not Screening.objects.exists()


def test_the_case_says_when_she_was_last_asked_and_not_what_came_out(town, client, asked):
    url = town.case.get_absolute_url()
    page = sign_in(client, town.ana).get(url).content.decode()
    assert "Screening</a> <span" in page
    asked()
    page = client.get(url).content.decode()
    assert "Last on" in page
    assert "The answers meet" not in page


# The register of procedures


def test_who_reads_the_procedures(town, client):
    everyone = [*town.everyone, town.alba, town.fina, town.noe]
    table = {"nobody": 302, "ana": 200, "bruno": 200, "celia": 200, "alba": 200}
    table |= {"fina": 403, "noe": 403}
    for url in (reverse("cases:procedures"), reverse("cases:procedure", args=[ADULT])):
        assert statuses(client, url, everyone) == table


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_same_version_is_there_on_paper_about_nobody(town, client, language):
    client.cookies["django_language"] = language
    url = reverse("cases:procedure_paper", args=[PALERMO])
    answer = sign_in(client, town.ana).get(url)
    assert answer["Content-Type"] == "application/pdf"
    assert 'filename="formulario.pdf"' in answer["Content-Disposition"]
    assert answer.content.startswith(b"%PDF")
    assert client.get(reverse("cases:procedure_paper", args=["no-9"])).status_code == 404
    missing = reverse("cases:procedure_paper", args=["ilo-sexual-adult-1"])
    assert client.get(missing).status_code == 404


def test_a_refusal_keeps_what_was_typed(town, client, base):
    """Nothing was answered, but much was written: it stands there still, with the reason."""
    sent = {"screened_on": "2026-03-02", "age": "unknown", "notes": "Dijo que quiere dormir."}
    answer = sign_in(client, town.ana).post(f"{base}by/{PALERMO}/", sent)
    page = answer.content.decode()
    assert (answer.status_code, Screening.objects.count()) == (200, 0)
    assert "Nothing was answered yet" in page
    assert "Dijo que quiere dormir." in page
