"""What she needs: asked domain by domain, asked again, and never added up."""

from datetime import date

import pytest
from django.apps import apps

from amparo.assistance import domains
from amparo.assistance.actions import needs as actions
from amparo.assistance.enums.needs import Change, NeedLevel
from amparo.assistance.models import NeedsAssessment
from amparo.assistance.policies import needs as policies
from amparo.assistance.queries import needs as queries
from amparo.core.decisions import Refused
from tests.helpers import audit_events, sign_in, statuses

SENT = {"assessed_on": "2026-03-09", "level_housing": "urgent", "note_housing": "A door that locks"}


def asked(town, day, by=None, **levels):
    answers = {code: {"level": level, "note": ""} for code, level in levels.items()}
    return actions.assess(
        by=by or town.ana,
        case=town.case,
        assessed_on=day,
        list_version=domains.newest(),
        answers=answers,
    )


def test_who_opens_her_needs(town, client):
    everyone = [*town.everyone, town.alba, town.fina]
    table = {"nobody": 302, "ana": 200, "bruno": 404, "celia": 404, "alba": 200, "fina": 404}
    for page in ("needs/", "needs/new/"):
        assert statuses(client, f"/assistance/{town.case.pk}/{page}", everyone) == table


def test_what_she_says_is_kept_sealed_and_the_log_keeps_only_names_of_fields(town, client):
    url = f"/assistance/{town.case.pk}/needs/new/"
    assert sign_in(client, town.ana).post(url, SENT).status_code == 302
    held = NeedsAssessment.objects.get()
    assert held.answers["housing"] == {"level": "urgent", "note": "A door that locks"}
    assert held.answers["health"]["level"] == NeedLevel.NOT_ASKED
    token = NeedsAssessment.objects.values_list("answers", flat=True).get()
    assert "urgent" not in str(token)
    (event,) = audit_events("needs_assessed")
    assert event.person == str(town.case.person_id)
    assert "urgent" not in event.detail + event.fields


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [
        (None, "urgent", Change.FIRST),
        ("some", "some", Change.SAME),
        ("none", "some", Change.NEW),
        ("some", "urgent", Change.MORE),
        ("urgent", "some", Change.LESS),
        ("urgent", "none", Change.MET),
        ("not_asked", "urgent", Change.OPEN),
        ("urgent", "refused", Change.OPEN),
        ("refused", "refused", Change.SAME),
        ("not_asked", "not_asked", Change.OPEN),
    ],
)
def test_a_change_is_said_in_words_and_silence_is_never_a_no(before, now, change):
    assert policies.change(before, now) == change


def test_two_days_stand_side_by_side_with_what_changed(town, client):
    asked(town, date(2026, 3, 2), housing="urgent", health="some")
    asked(town, date(2026, 4, 2), housing="none", health="urgent", legal="refused")
    lines = {line.label: line for line in queries.lines(queries.assessments(town.case))}
    assert lines["Housing"].change == Change.MET
    assert lines["Health"].change == Change.MORE
    assert lines["Legal advice"].change == Change.OPEN
    page = sign_in(client, town.ana).get(f"/assistance/{town.case.pk}/needs/").content.decode()
    assert page.index("No longer a need") > 0
    assert "Did not want to say" in page


def test_nothing_is_carried_over_and_nothing_asked_is_nothing_kept(town, client):
    asked(town, date(2026, 3, 2), housing="urgent")
    url = f"/assistance/{town.case.pk}/needs/new/"
    page = sign_in(client, town.ana).get(url)
    assert page.context["form"]["level_housing"].value() == "not_asked"
    page = client.post(url, {"assessed_on": "2026-03-09", "note_housing": "A lock"})
    assert "Nothing was asked in any domain" in page.content.decode()
    assert "A lock" in page.content.decode()
    assert NeedsAssessment.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"assessed_on": "2999-01-01"}, "assessed_on"),
        ({"assessed_on": ""}, "assessed_on"),
        ({"level_housing": "very much"}, "level_housing"),
        ({"note_housing": "x" * 501}, "note_housing"),
    ],
)
def test_what_cannot_be_is_asked_again(town, client, changed, wrong):
    url = f"/assistance/{town.case.pk}/needs/new/"
    page = sign_in(client, town.ana).post(url, SENT | changed)
    assert page.context["form"].errors[wrong]
    assert not NeedsAssessment.objects.exists()


def test_another_agency_writes_nothing_down(town):
    with pytest.raises(Refused):
        asked(town, date(2026, 3, 2), by=town.bruno, housing="some")
    with pytest.raises(Refused, match="not before"):
        asked(town, date(2999, 3, 2), housing="some")


def test_the_case_page_says_how_many_needs_are_urgent(town, client):
    url = town.case.get_absolute_url()
    assert "not asked yet" in sign_in(client, town.ana).get(url).content.decode()
    asked(town, date(2026, 3, 2), housing="urgent", health="urgent", legal="some")
    assert "2 urgent" in client.get(url).content.decode()


def test_no_field_holds_a_score_of_a_person():
    """A domain has a level; a person has no number."""
    names = {field.name for model in apps.get_app_config("assistance").get_models()
             for field in model._meta.get_fields()}  # fmt: skip
    assert not [name for name in names if any(bad in name for bad in ("score", "risk", "rank"))]


def test_the_list_says_the_same_in_both_languages():
    for domain in domains.domains(domains.newest()):
        assert all(domain.words.get(part) for part in ("es", "en", "about_es", "about_en"))
