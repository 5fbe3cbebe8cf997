"""Each right names the services that deliver it at a place, or stands without service."""

from amparo.directory.models import Service
from amparo.directory.queries import rights as queries
from amparo.taxonomy import codes
from tests.directory.conftest import PUERTO_VALLARTA, TAPACHULA
from tests.helpers import sign_in
from tests.office import at


def without(place):
    found = queries.at(Service.objects.all(), at(place))
    return {each.entitlement.code for each in queries.gaps(found)}


def test_a_right_with_no_working_service_in_puerto_vallarta_is_a_gap(guide, client):
    """LEG-11."""
    guide.service("Abogada", needs=["Legal", "MedicalCare"])
    guide.service("Fondo", place=TAPACHULA, needs=["Financial"])
    guide.service("Papeles", needs=["Interpretation"], status="inactive")
    gaps = {"protection", "foreign_victims", "fund"}
    assert without(PUERTO_VALLARTA) == gaps
    sign_in(client, guide.town.ana)
    page = client.get("/directory/rights/?place=Puerto+Vallarta").content.decode()
    head = page.split('id="h-gaps"')[1].split("</section>")[0]
    for words in ("Protection", "The rights of foreign victims", "Access to the fund"):
        assert words in head, words
    assert "Assistance" not in head
    assert "Abogada" in page
    assert "Fondo" not in page
    guide.service("Escolta", needs=["ProtectionMeasures"])
    assert without(PUERTO_VALLARTA) == gaps - {"protection"}


def test_a_sealed_shelter_delivers_a_right_in_its_whole_state(guide):
    assert "protection" in without(PUERTO_VALLARTA)
    guide.shelter(place="14039")
    assert "protection" not in without(PUERTO_VALLARTA)
    assert "protection" in without(TAPACHULA)


def test_what_still_lacks_is_named_in_a_right_that_is_partly_delivered(guide):
    guide.service("Abogada", needs=["Legal"])
    found = queries.at(Service.objects.all(), at(PUERTO_VALLARTA))
    reparation = next(each for each in found if each.entitlement.code == "reparation")
    assert not reparation.without_service
    assert [each.code for each in reparation.missing] == ["Financial"]


def test_every_right_names_codes_that_exist_and_says_what_is_to_be_verified(guide, client):
    for each in queries.entitlements():
        assert each.services
        assert all(codes.is_code("service", code) for code in each.services)
        assert each.verified == (each.articles == "59"), each.code
    sign_in(client, guide.town.ana)
    page = client.get("/directory/rights/").content.decode()
    unsure = sum(not each.verified for each in queries.entitlements())
    assert page.count("to verify with the text of the law") == unsure
    assert "No place of this name" in client.get("/directory/rights/?place=zz").content.decode()
