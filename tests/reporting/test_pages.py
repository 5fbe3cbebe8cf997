"""One A4 of a committee and one of a project. Where a shelter is stands on neither, nor follows."""

import io
import zlib
from datetime import date, timedelta

import pikepdf
import pytest
from django.utils import translation

from amparo.committees.access import led
from amparo.committees.actions import commitments
from amparo.committees.actions import plan as plans
from amparo.core import clock, offers
from amparo.core.decisions import Refused
from amparo.directory.actions import location as locations
from amparo.directory.actions import service as services
from amparo.directory.models import Service, Trait
from amparo.organisations.models import Organisation
from amparo.projects.actions import money
from amparo.reporting.actions import reports as actions
from amparo.reporting.pages import committee as of_committee
from amparo.reporting.pages import project as of_project
from amparo.reporting.pages.services import by_place
from amparo.taxonomy import queries as taxonomy
from amparo.taxonomy.models import Place
from tests.committees import sitting
from tests.directory.conftest import LEAKS, OWN_NAME, PUERTO_VALLARTA, STREET, guide  # noqa: F401
from tests.helpers import audit_events, sign_in, statuses
from tests.office import at
from tests.reporting.test_monthly import words

DAY = timedelta(days=1)


def committee_url(bay):
    return f"/reports/committees/{bay.committee.pk}/page.pdf"


def project_url(funded):
    return f"/reports/projects/{funded.north.pk}/page.pdf"


def municipalities(number):
    """Some of the state, as they are really called; Puerto Vallarta and Guadalajara are there."""
    codes = [code for code in taxonomy.inside("MX-JAL") if code not in ("14067", "14039")]
    made = []
    for code in codes[-number:]:
        name = taxonomy.place_name(code)
        made.append(
            Place(code=code, level="municipality", parent=at("MX-JAL"), source="inegi",
                  name_es=name, name_en=name, words_es=name, words_en=name)
        )  # fmt: skip
    return Place.objects.bulk_create(made)


def offers_there(guide, place, count, **facts):  # noqa: F811
    """Rows as the verb would lay them; it takes one at a time."""
    facts = {"tier": "public", "status": "active"} | facts
    rows = Service.objects.bulk_create(
        Service(organisation=guide.dif, agency=guide.office.sara.agency, place=place,
                name=f"Servicio {number}", words=f"servicio {number}", changed_at=clock.now(),
                **facts)
        for number in range(count)
    )  # fmt: skip
    Trait.objects.bulk_create(
        Trait(service=row, kind="need", code=code) for row in rows for code in ("Legal", "Food")
    )
    return rows


def everything_in(content: bytes) -> str:
    """All bytes of a PDF as they lie, and each stream opened."""
    found = [content.decode("latin-1")]
    for each in pikepdf.open(io.BytesIO(content)).objects:
        if isinstance(each, pikepdf.Stream):
            try:
                found.append(each.read_bytes().decode("latin-1"))
            except (pikepdf.PdfError, zlib.error):
                found.append(each.read_raw_bytes().decode("latin-1"))
    return "\n".join(found)


def test_who_takes_the_page_of_a_committee(bay, town, client):
    who = [None, town.ana, town.alba, town.noe, bay.office.sara]
    table = {"nobody": 302, "ana": 200, "alba": 200, "noe": 200, "sara": 200}
    assert statuses(client, committee_url(bay), who) == table
    assert len(audit_events("committee_page_taken_out")) == 4


def test_who_takes_the_page_of_a_project(funded, client):
    town = funded.town
    who = [None, town.ana, town.bruno, town.alba, town.noe, funded.office.pablo]
    table = {"nobody": 302, "ana": 404, "bruno": 404, "alba": 200, "noe": 200, "pablo": 200}
    assert statuses(client, project_url(funded), who) == table
    event = audit_events("report_taken_out")[-1]
    assert '"kind": "project_page"' in event.detail
    assert event.about_id == str(funded.north.pk)


def test_a_project_without_a_month_that_is_over_gives_no_page(funded, client):
    today = clock.today()
    young = funded.project("JOVEN", starts_on=today)
    _month, asked = of_project.asked_for(young, today=today)
    with pytest.raises(Refused, match="No month of this project is over"):
        actions.take_out_project(by=funded.office.pablo, asked=asked)
    assert sign_in(client, funded.office.pablo).get(
        f"/reports/projects/{young.pk}/page.pdf"
    ).status_code == 403  # fmt: skip
    assert offers.offered(funded.office.pablo, young) == []
    assert len(offers.offered(funded.office.pablo, funded.north)) == 2
    assert offers.offered(funded.town.ana, funded.north) == []


def test_a_project_that_ended_is_shown_as_of_its_end(funded):
    over = funded.project("VIEJO", starts_on=date(2020, 1, 1), ends_on=date(2020, 5, 10))
    month, asked = of_project.asked_for(over, today=clock.today())
    assert (month.code, asked.last) == ("2020-05", date(2020, 5, 31))


def test_the_page_of_a_committee_says_what_it_does(bay, places, client):
    sara, committee = bay.office.sara, bay.committee
    held = sitting.opened(bay)
    sitting.resolve(bay, held, text="Se imprime el protocolo.")
    sitting.closed(bay, held)
    few = sitting.opened(bay, points=["Uno"])
    sitting.come(bay, few, dif="holder", hotels="left")
    sitting.closed(bay, few)
    line = plans.draw(by=sara, committee=committee, title="Prevención")
    commitments.write(
        by=sara, text="Imprimir 500 carteles", owner=bay.hotels, origin="committee",
        committee=committee, made="2020", due_on=clock.today() - DAY, line=line,
    )  # fmt: skip
    page = of_committee.compose(sara, committee, on=clock.today())
    assert (page.meetings.called, page.meetings.held) == (2, 2)
    assert page.missing == []
    assert [(words, number) for words, _tone, number in page.lights] == [("Late", 1)]
    content = sign_in(client, sara).get(f"{committee_url(bay)}?in=es").content
    pages, said = words(content)
    assert pages == 1
    for each in ("Se imprime el protocolo.", "Imprimir 500 carteles", "1. Prevención", "0/1",
                 "Con retraso", "Hoteles Inventados"):  # fmt: skip
        assert each in said, each


def test_sessions_of_the_year_and_which_had_quorum(bay):
    sitting.closed(bay, sitting.opened(bay))
    alone = sitting.opened(bay)
    sitting.come(bay, alone, dif="holder")
    sitting.closed(bay, alone)
    sitting.called(bay, on=clock.today() + DAY)
    found = of_committee.compose(bay.office.sara, bay.committee, on=clock.today()).meetings
    assert (found.called, found.held, found.with_quorum, found.called_off) == (2, 2, 1, 0)


def test_a_sector_without_a_member_is_said(office, client):
    from amparo.committees.actions import committees

    held = committees.record(by=office.sara, name="Comité nuevo", began="2020")
    content = sign_in(client, office.sara).get(f"/reports/committees/{held.pk}/page.pdf?in=en")
    assert words(content.content)[1].count("no member") == 3


def test_services_are_counted_by_municipality_and_the_sum_is_of_the_lines(guide):  # noqa: F811
    offers_there(guide, at(PUERTO_VALLARTA), 3)
    for place in municipalities(5):
        offers_there(guide, place, 1)
    offers_there(guide, at(PUERTO_VALLARTA), 2, status="defunct")
    for most in (1, 3, 6, 9):
        chart = by_place(most=most)
        assert sum(bar.number for bar in chart.bars) == chart.total == 8
        assert (len(chart.bars), chart.others) == (min(most, 6) + (most < 6), max(0, 6 - most))
    first = by_place(most=6).bars[0]
    assert (first.number, first.wide) == (3, 100)
    rest = by_place(most=1).bars[1]
    assert (rest.number, rest.wide) == (5, 100)
    assert [number for _kind, number in first.kinds] == [3, 3]


def test_a_page_counts_the_services_of_its_own_state(guide):  # noqa: F811
    offers_there(guide, at(PUERTO_VALLARTA), 1)
    offers_there(guide, at("07089"), 1)
    offers_there(guide, at("MX-JAL"), 1)
    assert by_place(most=9).total == 3
    for place in (PUERTO_VALLARTA, "MX-JAL"):
        assert {bar.place for bar in by_place(at(place), most=9).bars} == {
            "Puerto Vallarta", "Jalisco"
        }  # fmt: skip


def test_a_service_is_counted_at_each_of_its_places_and_those_of_a_shelter_at_none(
    guide,  # noqa: F811
):
    sara, alba = guide.office.sara, guide.town.alba
    held = guide.service(needs=["Legal"])
    services.set_tier(by=sara, service=held, tier="public", confirmed=True)
    for place in ("14039", "07089", PUERTO_VALLARTA):
        locations.add(by=sara, service=held, place=at(place))
    everywhere = by_place(most=9)
    assert (everywhere.total, len(everywhere.bars), everywhere.several) == (3, 3, True)
    assert by_place(at("MX-JAL"), most=9).total == 2
    shelter = guide.shelter()
    locations.add(by=alba, service=shelter, place=at("14039"))
    assert by_place(most=9) == everywhere


def test_no_shelter_enters_a_count(guide):  # noqa: F811
    offers_there(guide, at(PUERTO_VALLARTA), 2)
    before = by_place(most=9)
    guide.shelter()
    assert by_place(most=9) == before


def test_nothing_is_counted_beyond_what_the_public_directory_shows(guide):  # noqa: F811
    offers_there(guide, at(PUERTO_VALLARTA), 2)
    before = by_place(most=9)
    offers_there(guide, at("14039"), 1, tier="network")
    assert by_place(most=9) == before


def test_what_gives_shelter_is_counted_only_where_anybody_may_know(guide):  # noqa: F811
    held = guide.shelter()
    for tier, number in (("network", 0), ("public", 1)):
        services.set_tier(by=guide.town.alba, service=held, tier=tier, confirmed=True)
        assert by_place(most=9).total == number


@pytest.mark.parametrize("language", ["es", "en"])
def test_where_a_shelter_is_stands_on_no_page(bay, funded, guide, client, language):  # noqa: F811
    guide.shelter()
    offers_there(guide, at("07089"), 1)
    for member, url in (
        (guide.town.alba, committee_url(bay)),
        (guide.town.alba, project_url(funded)),
        (guide.office.sara, committee_url(bay)),
        (funded.office.pablo, project_url(funded)),
    ):
        content = sign_in(client, member).get(f"{url}?in={language}").content
        pages, said = words(content)
        assert pages == 1
        whole = everything_in(content) + said
        for each in (*LEAKS, STREET, OWN_NAME, "Casa de noche", "Puerto Vallarta"):
            assert each not in whole, each


def test_a_page_stays_one_page_however_much_there_is(bay, funded, guide, client):  # noqa: F811
    sara, today = bay.office.sara, clock.today()
    long = "Comité Interinstitucional inventado para la prevención y la atención de la trata " * 3
    bay.committee.name = long[:300]
    bay.committee.save()
    for number, place in enumerate(municipalities(40)):
        offers_there(guide, place, 1 + number % 5)
    for number in range(20):
        title = f"Línea {number} " + "larga " * 25
        line = plans.draw(by=sara, committee=bay.committee, title=title)
        commitments.write(
            by=sara, text=f"Promesa {number} " + "de palabras largas " * 20, owner=bay.hotels,
            origin="committee", committee=bay.committee, made=str(today), line=line,
            due_on=today + DAY * number,
        )  # fmt: skip
    held = sitting.opened(bay)
    for number in range(15):
        sitting.resolve(bay, held, text=f"Se resuelve {number} " + "con muchas palabras " * 20)
    sitting.closed(bay, held)
    for number in range(30):
        money.budget(
            by=funded.office.pablo, project=funded.north, code=f"L{number}",
            title="Renglón inventado de muchas palabras " * 4, donor=funded.fund, amount=1000,
        )  # fmt: skip
    row = funded.goal()
    for indicator in ("people_assisted", "services_given", "agencies_reporting"):
        funded.target(row, indicator)
    for member, url in ((sara, committee_url(bay)), (funded.office.pablo, project_url(funded))):
        for language in ("es", "en"):
            content = sign_in(client, member).get(f"{url}?in={language}").content
            assert words(content)[0] == 1


def test_people_of_a_project_are_printed_by_the_rule(told, client):
    told.funded.target(told.funded.goal())
    content = sign_in(client, told.pablo).get(f"{project_url(told.funded)}?in=en").content
    pages, said = words(content)
    assert pages == 1
    # Ten people had a service; eleven agreed.
    assert "People assisted" in said
    assert " 11 " not in said
    page = of_project.compose(told.funded.north, today=clock.today())
    assert [(each.exact, each.out.words) for each in page.targets] == [("10", "10")]
    with translation.override("en"):
        fewer = of_project.compose(told.funded.south, today=clock.today())
    assert fewer.targets == []


def test_few_people_of_a_project_are_not_shown(told):
    told.funded.north = told.funded.south
    told.funded.target(told.funded.goal())
    page = of_project.compose(told.funded.south, today=clock.today())
    assert [(each.exact, each.out.words) for each in page.targets] == [("2", "fewer than 10")]


def test_money_of_a_running_month_is_not_on_the_page(told):
    told.funded.spend("40")
    page = of_project.compose(told.funded.north, today=clock.today())
    assert (page.given, page.spent, page.left) == (1000, 250, 750)


def test_who_leads_a_committee_finds_its_page_in_the_morning(bay, town, client):
    today = clock.today()
    assert list(led(bay.office.sara, on=today)) == [bay.committee]
    assert list(led(town.alba, on=today)) == []
    link = f'href="{committee_url(bay)}"'
    assert link in sign_in(client, bay.office.sara).get("/today/").content.decode()
    assert link not in sign_in(client, town.alba).get("/today/").content.decode()
    Organisation.objects.filter(pk=bay.dif.pk).update(agency=town.casa_luz)
    assert list(led(town.alba, on=today)) == [bay.committee]
    assert list(led(town.bruno, on=today)) == []
    bay.committee.seats.filter(organisation=bay.dif).update(role="member")
    assert list(led(town.alba, on=today)) == []
    bay.committee.seats.filter(organisation=bay.dif).update(role="secretary")
    assert link in sign_in(client, town.alba).get("/today/").content.decode()
    bay.committee.seats.filter(organisation=bay.dif).update(ends_on=today - DAY)
    assert list(led(town.alba, on=today)) == []
    bay.committee.ended_on = today
    bay.committee.save()
    assert list(led(bay.office.sara, on=today)) == []


def test_the_pages_of_a_committee_and_a_project_lead_to_their_papers(bay, funded, client):
    page = sign_in(client, bay.office.sara).get(bay.committee.get_absolute_url()).content.decode()
    assert f'href="{committee_url(bay)}?in=es"' in page
    page = sign_in(client, funded.office.pablo).get(funded.north.get_absolute_url())
    assert f'href="{project_url(funded)}?in=en"' in page.content.decode()
