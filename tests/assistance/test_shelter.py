"""A shelter: who sleeps where, who may know it, and a bed that is given once."""

import threading
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connections, transaction
from django.utils import translation

from amparo.agencies.enums import Role
from amparo.assistance.actions import medication
from amparo.assistance.actions import shelter as houses
from amparo.assistance.actions import stay as actions
from amparo.assistance.models import Bed, BedUse, Dose, Shelter, Stay
from amparo.assistance.queries import shelter as queries
from amparo.core import clock
from amparo.core.decisions import Refused
from amparo.people.actions import relations
from tests.helpers import audit_events, sign_in, statuses
from tests.town import FIRST, GIVEN, _member

ENTERED = {"short_name": "Luna", "asks_for": "women", "brought_by": "A taxi"}


def build(town):
    """Casa Luz has a house with a room for women, a family unit and a room for children alone.

    Nora works there by night and opens no case; Alba keeps the beds.
    """
    town.nora = _member("nora", "Nora Noche", town.casa_luz, Role.SHELTER_WORKER)
    town.house = houses.found_shelter(by=town.alba, agency=town.casa_luz, name="La casa")
    kinds = {
        "Women": ("room", ["women"], 3),
        "Family": ("family", ["families"], 3),
        "Shared": ("room", ["women", "families"], 3),
        "Children": ("room", ["children_alone"], 1),
    }
    for name, (kind, welcomes, beds) in kinds.items():
        facts = {"name": name, "kind": kind, "welcomes": welcomes, "beds": beds}
        houses.add_unit(by=town.alba, shelter=town.house, **facts)
    houses.name_staff(by=town.alba, shelter=town.house, member=town.nora)
    return town


@pytest.fixture
def house(town):
    return build(town)


def bed(unit, label=1):
    return Bed.objects.select_related("unit__shelter").get(unit__name=unit, label=label)


def enter(town, case=None, where=("Women", 1), **facts):
    at = clock.now() - timedelta(hours=1)
    facts = ENTERED | {"entered_at": at} | facts
    return actions.enter(by=town.ana, case=case or town.case, bed=bed(*where), **facts)


def someone(town, year=1990, **person):
    return town.new_case(person={"given_names": "Otra", "birth_year": year, **person})


def where(stay):
    held = queries.bed_now(stay)
    return (held.unit.name, int(held.label))


def test_who_sees_who_sleeps_there(house, client):
    stay = enter(house)
    everyone = [*house.everyone, house.alba, house.fina, house.nora]
    rest = {"nobody": 302, "ana": 404, "bruno": 404, "celia": 404, "alba": 404, "fina": 404}
    for page in ("", f"guests/{stay.pk}/"):
        url = f"/shelter/{house.house.pk}/{page}"
        assert statuses(client, url, everyone) == rest | {"nora": 200}
    kept = statuses(client, f"/shelter/{house.house.pk}/rooms/", everyone)
    assert kept == rest | {"alba": 200, "nora": 404}
    table = {"nobody": 302, "ana": 200, "bruno": 200, "celia": 200, "alba": 200, "fina": 403}
    assert statuses(client, "/shelter/", everyone) == table | {"nora": 200}


def test_who_enters_her(house, client):
    everyone = [*house.everyone, house.alba, house.fina, house.nora]
    table = {"nobody": 302, "ana": 200, "bruno": 404, "celia": 404, "alba": 200, "fina": 404}
    stay = enter(house)
    for page in ("stay/", "stay/new/", f"stay/{stay.pk}/exit/"):
        url = f"/assistance/{house.case.pk}/{page}"
        # Nora's role opens no case, whatever the address.
        assert statuses(client, url, everyone) == table | {"nora": 404}
    other = house.new_case()
    url = f"/assistance/{other.pk}/stay/{stay.pk}/exit/"
    assert statuses(client, url, [house.ana]) == {"ana": 404}


def test_a_night_worker_sees_a_child_by_short_name_band_and_what_was_told(house, client):
    child = house.new_case(
        person={
            "given_names": GIVEN,
            "paternal_surname": FIRST,
            "birth_year": clock.today().year - 9,
        }
    )
    told = {"house_knows": "No nuts.", "belongings": "A ring", "brought_by": "Officer Inventado"}
    stay = enter(house, child, where=("Children", 1), short_name="Sol", **told)
    nora = sign_in(client, house.nora)
    for page in ("", f"guests/{stay.pk}/"):
        shown = nora.get(f"/shelter/{house.house.pk}/{page}").content.decode()
        assert "Sol" in shown
        assert "6 to 11 years" in shown
        assert "No nuts." in shown
        for hidden in (GIVEN, FIRST, child.shown_number, str(child.pk), "A ring", "Inventado"):
            assert hidden not in shown
    assert nora.get(child.get_absolute_url()).status_code == 404
    opened = audit_events("guest_opened")[-1]
    assert (opened.actor, opened.person) == (str(house.nora.pk), str(child.person_id))
    # Nor does Ana, of her team, learn who else sleeps there.
    assert sign_in(client, house.ana).get(f"/shelter/{house.house.pk}/").status_code == 404


def test_whoever_left_is_no_longer_the_business_of_the_house(house, client):
    stay = enter(house)
    actions.leave_house(
        by=house.ana, stay=stay, left_at=clock.now(), exit_reason="her_wish",
        where_to="To my aunt", safe_exit="yes",
    )  # fmt: skip
    url = f"/shelter/{house.house.pk}/guests/{stay.pk}/"
    assert statuses(client, url, [house.nora]) == {"nora": 404}
    assert (
        "Luna"
        not in sign_in(client, house.nora).get(f"/shelter/{house.house.pk}/").content.decode()
    )
    assert not BedUse.objects.filter(until_at__isnull=True).exists()
    with pytest.raises(Refused, match="has ended"):
        actions.tell_house(by=house.ana, stay=stay, house_knows="x", belongings="")


def test_whoever_is_taken_off_the_staff_sees_nothing_any_more(house, client):
    houses.remove_staff(by=house.alba, shelter=house.house, member=house.nora)
    url = f"/shelter/{house.house.pk}/"
    assert statuses(client, url, [house.nora]) == {"nora": 404}
    with pytest.raises(Refused, match="another agency"):
        houses.name_staff(by=house.alba, shelter=house.house, member=house.bruno)
    with pytest.raises(Refused, match="role does not work"):
        houses.name_staff(by=house.alba, shelter=house.house, member=house.fina)


def test_what_is_said_at_the_door_lies_sealed_and_goes_with_her(house):
    stay = enter(house, house_knows="No nuts.", belongings="A ring", told_of_rules="In K'iche'")
    row = Stay.objects.values().get()
    assert not {"Luna", "women", "A taxi", "No nuts.", "A ring"} & set(map(str, row.values()))
    assert Stay.objects.get().short_name == "Luna"
    actions.go_out(by=house.nora, stay=stay, back_due_on=clock.today(), note="To Mass")
    with transaction.atomic():
        from amparo.people.models import Person

        Person.objects.filter(pk=house.case.person_id).delete()
    assert not Stay.objects.exists()
    assert not BedUse.objects.exists()
    events = [event for event in audit_events() if "guest" in event.verb or "stay" in event.verb]
    assert events
    assert not any("Luna" in event.detail + event.fields for event in events)


def test_the_table_itself_gives_a_bed_once_and_nobody_two(house):
    stay = enter(house)
    other = enter(house, someone(house), where=("Women", 2))
    for taken, who in ((bed("Women"), other), (bed("Women", 3), stay)):
        again = BedUse(bed=taken, stay=who, from_at=clock.now(), given_by=house.ana)
        with pytest.raises(IntegrityError), transaction.atomic():
            again.save(force_insert=True)
    with pytest.raises(Refused, match="A bed holds one person"):
        enter(house, someone(house))


@pytest.mark.django_db(transaction=True)
def test_of_two_who_give_one_bed_at_once_one_is_told(append_only):
    from tests import town as towns

    town = build(towns.build())
    cases, start, said = [town.case, someone(town)], threading.Barrier(2), []

    def one(case):
        try:
            start.wait()
            with translation.override("en"):
                enter(town, case)
        except Refused as refusal:
            said.append(str(refusal))
        finally:
            connections.close_all()

    both = [threading.Thread(target=one, args=(case,)) for case in cases]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    assert [words for words in said if "A bed holds one person" in words] == said
    assert len(said) == 1
    assert Stay.objects.count() == BedUse.objects.count() == 1


def test_a_bed_that_holds_somebody_stays_in_use(house):
    enter(house)
    with pytest.raises(Refused, match="Somebody sleeps there"):
        houses.turn_bed(by=house.alba, bed=bed("Women"), in_use=False)
    houses.turn_bed(by=house.alba, bed=bed("Women", 2), in_use=False)
    with pytest.raises(Refused, match="out of use"):
        enter(house, someone(house), where=("Women", 2))
    with pytest.raises(Refused, match="role"):
        houses.turn_bed(by=house.ana, bed=bed("Women", 3), in_use=False)


def test_a_man_alone_and_somebody_without_an_age_are_not_put_among_women(house):
    with pytest.raises(Refused, match="whom this unit is for: Women"):
        enter(house, someone(house), asks_for="men")
    unknown = house.new_case(person={"given_names": "Otra"})
    with pytest.raises(Refused, match="whom this unit is for"):
        enter(house, unknown)
    # The word of who entered her counts where the file says nothing, and only there.
    assert enter(house, unknown, taken_for_adult=True)
    child = someone(house, year=clock.today().year - 10)
    with pytest.raises(Refused, match="does not sleep beside adults"):
        enter(house, child, where=("Women", 2), taken_for_adult=True)


def family(town):
    mother = enter(town, where=("Shared", 1), with_family=True)
    child = someone(town, year=clock.today().year - 5)
    facts = {"comes_with": mother, "relation": "child", "short_name": "Sol"}
    return mother, enter(town, child, where=("Shared", 2), **facts)


def test_a_family_stays_together_or_says_why(house):
    mother, child = family(house)
    stranger = enter(house, someone(house), where=("Shared", 3))
    with pytest.raises(Refused, match="Move the child first"):
        actions.move(by=house.nora, stay=mother, bed=bed("Women"))
    with pytest.raises(Refused, match="whom this unit is for"):
        actions.move(by=house.nora, stay=child, bed=bed("Family"))
    moved = actions.move(by=house.nora, stay=child, bed=bed("Family", 2), family_too=True)
    assert len(moved) == 2
    assert (where(mother), where(child)) == (("Family", 1), ("Family", 2))
    with pytest.raises(Refused, match="another family"):
        actions.move(by=house.nora, stay=stranger, bed=bed("Family", 3))
    with pytest.raises(Refused, match="Families stay together"):
        actions.move(by=house.nora, stay=mother, bed=bed("Women"))
    why = "She has influenza, and asked for it."
    actions.move(by=house.nora, stay=mother, bed=bed("Women"), apart_why=why)
    assert Stay.objects.get(pk=mother.pk).apart_why == why
    with pytest.raises(Refused, match="named as working"):
        actions.move(by=house.ana, stay=child, bed=bed("Family", 3))


def test_nobody_sleeps_in_one_house_with_a_namesake_of_who_endangers_her(house, client):
    other = someone(house, paternal_surname="Quiebranubes", given_names="Fulgencia")
    relations.add_related(
        by=house.ana, person=house.case.person, relation="other", name="Fulgencia Quiebranubes",
        suspected=True,
    )  # fmt: skip
    enter(house)
    for why in ("", " "):
        with pytest.raises(Refused, match="before they meet"):
            enter(house, other, where=("Women", 2), looked_why=why)
    assert enter(house, other, where=("Women", 2), looked_why="Another age; both were asked.")


def test_out_for_a_night_and_expected_back(house, client):
    stay = enter(house)
    actions.go_out(by=house.nora, stay=stay, back_due_on=clock.today(), note="To Mass")
    with pytest.raises(Refused, match="away already"):
        actions.go_out(by=house.nora, stay=stay, back_due_on=clock.today())
    page = sign_in(client, house.nora).get(f"/shelter/{house.house.pk}/").content.decode()
    assert "Out, expected back on" in page
    assert "Mass" not in page
    page = sign_in(client, house.ana).get("/cases/due/").content.decode()
    assert "Somebody is expected back" in page
    actions.come_back(by=house.nora, stay=stay)
    with pytest.raises(Refused, match="not written down as away"):
        actions.come_back(by=house.nora, stay=stay)


def test_the_house_gives_her_medicine_and_only_while_she_sleeps_there(house, client):
    stay = enter(house)
    taken = medication.prescribe(
        by=house.ana, case=house.case, hours=["20:00"], begins_on=clock.today(), what="Paracetamol",
        dose="One",
    )  # fmt: skip
    nora = sign_in(client, house.nora)
    assert "Medicine: 20:00" in nora.get(f"/shelter/{house.house.pk}/").content.decode()
    page = f"/shelter/{house.house.pk}/guests/{stay.pk}/"
    sent = {"day": str(clock.today()), "hour": "20:00", "state": "given"}
    assert nora.post(f"{page}doses/{taken.pk}/", sent).status_code == 302
    assert Dose.objects.get().recorded_by == house.nora
    assert "Medicine: 20:00" not in nora.get(f"/shelter/{house.house.pk}/").content.decode()
    houses.remove_staff(by=house.alba, shelter=house.house, member=house.nora)
    with pytest.raises(Refused):
        medication.record_dose(
            by=house.nora, medication=taken, day=clock.today(), hour="20:00", state="given"
        )


def test_free_beds_are_counted_by_group_and_say_how_old_the_figure_is(house, client):
    free = {one.group: (one.free, one.beds) for one in queries.capacity(house.casa_luz)}
    assert free == {"women": (6, 6), "families": (6, 6), "children_alone": (1, 1)}
    assert queries.capacity(house.casa_luz)[0].said_at is None
    assert queries.capacity(house.norte) == []
    family(house)
    enter(house, someone(house))
    free = {one.group: one.free for one in queries.capacity(house.casa_luz)}
    assert free == {"women": 3, "families": 4, "children_alone": 1}
    said = queries.capacity(house.casa_luz)[0].said_at
    nora = sign_in(client, house.nora)
    assert nora.post(f"/shelter/{house.house.pk}/beds/").status_code == 302
    assert queries.capacity(house.casa_luz)[0].said_at > said


def test_a_shelter_is_built_and_somebody_entered_on_the_pages(town, client):
    alba = sign_in(client, town.alba)
    assert alba.post("/shelter/", {"name": "La casa"}).status_code == 302
    assert "This name is taken" in alba.post("/shelter/", {"name": "La casa"}).content.decode()
    house = Shelter.objects.get()
    rooms = f"/shelter/{house.pk}/rooms/"
    unit = {"do": "unit", "name": "1", "kind": "room", "welcomes": ["women"], "beds": 2}
    assert alba.post(rooms, unit).status_code == 302
    assert alba.post(rooms, {"do": "staff", "member": str(town.alba.pk)}).status_code == 302
    free = Bed.objects.get(label="2")
    assert alba.post(rooms, {"do": "out", "bed": str(free.pk)}).status_code == 302
    url = f"/assistance/{town.case.pk}/stay/new/"
    today = str(clock.today())
    sent = ENTERED | {"bed": str(Bed.objects.get(label="1").pk), "entered_on": today}
    sent["entered_time"] = "00:00"
    ana = sign_in(client, town.ana)
    assert ana.post(url, sent | {"asks_for": "men"}).context["form"].errors["bed"]
    assert ana.post(url, sent).status_code == 302
    again = ana.post(url, sent)
    assert "Somebody was given this bed meanwhile" in again.content.decode()
    assert "In the house" in ana.get(town.case.get_absolute_url()).content.decode()
    stay = Stay.objects.get()
    told = {"house_knows": "No nuts.", "belongings": "A ring"}
    assert ana.post(f"/assistance/{town.case.pk}/stay/", told).status_code == 302
    guest = f"/shelter/{house.pk}/guests/{stay.pk}/"
    alba = sign_in(client, town.alba)
    assert alba.post(guest, {"do": "out", "back_due_on": "2001-01-01"}).context["out"].errors
    assert alba.post(guest, {"do": "out", "back_due_on": today}).status_code == 302
    assert alba.post(guest, {"do": "back"}).status_code == 302
    houses.turn_bed(by=town.alba, bed=Bed.objects.get(label="2"), in_use=True)
    assert alba.post(guest, {"do": "move", "bed": str(free.pk)}).status_code == 302
    assert where(stay) == ("1", 2)
    url = f"/assistance/{town.case.pk}/stay/{stay.pk}/exit/"
    left = {"exit_reason": "planned", "left_on": "2999-01-01", "left_time": "10:00",
            "safe_exit": "yes"}  # fmt: skip
    ana = sign_in(client, town.ana)
    assert ana.post(url, left).status_code == 200
    now = clock.now().astimezone(clock.programme_zone())
    assert ana.post(url, left | {"left_on": today, "left_time": f"{now:%H:%M}"}).status_code == 302
    assert Stay.objects.get().has_left


def test_age_bands_never_say_a_year(house):
    today = date(2026, 5, 4)
    for year, said in (
        (2024, "under 6"),
        (2019, "6 to 11"),
        (2013, "12 to 17"),
        (None, "not known"),
    ):
        person = someone(house, year=year).person
        band = queries.band_of(person, None if year is None else True, on=today)
        assert said in str(band)
        assert str(year) not in str(band)
    assert "18 years or more" in str(queries.band_of(person, False, on=today))
