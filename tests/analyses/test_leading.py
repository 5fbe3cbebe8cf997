"""Congress, commitment, agreement, analysis: one path that can be clicked."""

from datetime import date

from amparo.agreements.actions import agreements, deliverables
from amparo.analyses.models import Analysis
from tests.helpers import sign_in
from tests.office import at, office  # noqa: F401
from tests.town import places, town  # noqa: F401


def signed(office, **facts):  # noqa: F811
    held = agreements.record(by=office.sara, title="Acuerdo", kind="specific", **facts)
    dif = office.organisation()
    agreements.add_party(by=office.sara, agreement=held, organisation=dif, role="party")
    return held, dif


def test_an_analysis_of_the_place_follows_the_agreement_that_promised_it(
    office,  # noqa: F811
    client,
    places,  # noqa: F811
):
    held, dif = signed(office, place=at("14067"))
    for place, language in (("14067", "en"), ("14067", "es"), ("07089", "en")):
        Analysis.objects.create(place_code=place, language=language, as_of=date(2014, 1, 31))
    sign_in(client, office.sara)
    address = "/analyses/read/14067/en/2014-01-31/"
    assert address not in client.get(held.get_absolute_url()).content.decode()
    deliverables.promise(by=office.sara, agreement=held, title="Análisis", owner=dif)
    page = client.get(held.get_absolute_url()).content.decode()
    assert address in page
    assert "/analyses/read/14067/es/" not in page
    assert "/analyses/read/07089/" not in page


def test_an_agreement_of_no_place_leads_to_no_analysis(office, client):  # noqa: F811
    held, dif = signed(office)
    deliverables.promise(by=office.sara, agreement=held, title="Análisis", owner=dif)
    Analysis.objects.create(place_code="14067", language="en", as_of=date(2014, 1, 31))
    page = sign_in(client, office.sara).get(held.get_absolute_url()).content.decode()
    assert "/analyses/read/" not in page
