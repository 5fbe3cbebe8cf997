"""Places: what is shipped, how it is loaded, and how a name finds its place."""

import csv
import json
import time
from collections import Counter

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils.translation import override

from amparo.agencies import OPERATOR
from amparo.core.decisions import Refused
from amparo.taxonomy import actions, gazetteer, queries, shipped
from amparo.taxonomy.models import BorderSegment, Place, PlaceAlias
from tests.helpers import audit_events


class Caseworker:
    id = "ana"
    agency_id = "casa-luz"

    def may(self, permission) -> bool:
        return False


def codes_of(found):
    return [place.code for place in found]


# --- what is shipped ----------------------------------------------------------------------------


def test_the_shipped_places_are_as_many_as_their_sources_hold():
    rows = gazetteer.rows().values()
    areas = Counter(row.parent for row in rows if row.level == "area")
    sources = Counter(row.source for row in rows if row.level == "municipality")
    assert areas == dict(MX=32, GT=22, HN=18, SV=14, NI=17, CR=7, PA=14, BZ=6)  # noqa: C408
    assert sources == {"inegi": 2465, "geonames": 6}
    assert sum(row.level == "country" for row in rows) == 250


def test_every_municipality_lies_in_the_state_that_its_code_begins_with():
    for row in gazetteer.rows().values():
        if row.level == "municipality":
            assert len(row.code) == 5
            assert gazetteer.row(row.parent).national_code == row.code[:2]


def test_codes_are_text_and_keep_their_leading_zero():
    assert gazetteer.row("01001").name_es == "Aguascalientes"
    assert gazetteer.resolve("1001") is None


def test_each_row_says_when_and_from_where_it_is_known():
    assert all(row.vintage and row.source for row in gazetteer.rows().values())
    assert gazetteer.row("14067").vintage == "2020-04"


def test_the_census_list_is_covered_and_tells_what_the_layer_lacks(beside):
    with beside("data/mx_municipios_2020.csv").open(encoding="utf-8") as file:
        census = {row["region"]: row["municipio_name"] for row in csv.DictReader(file)}
    held = {row.code: row for row in gazetteer.rows().values() if row.level == "municipality"}
    assert len(census) == 2469
    assert set(census) <= set(held)
    lacking = {code for code in census if held[code].source != "inegi"}
    assert lacking == {"02006", "04012", "07125", "17036"}
    assert set(held) - set(census) == {"02007", "04013"}
    other_names = [
        code
        for code, name in census.items()
        if shipped.words(held[code].name_es) != shipped.words(name)
    ]
    assert sorted(other_names) == ["20043", "20459"]


def test_every_country_has_one_region_and_mexico_its_own():
    countries = [code for code, _ in queries.countries("es")]
    assert all(queries.region_of(code) for code in countries)
    listed = [code for region in queries.regions() for code in queries.countries_of(region)]
    assert sorted(listed) == sorted(countries)
    assert queries.countries_of("central_america") == ["BZ", "CR", "GT", "HN", "NI", "PA", "SV"]
    assert queries.region_of("MX") == "mexico"
    assert queries.region_of("CG") == queries.region_of("CD") == "africa"
    assert queries.region_name("central_america", "es") == "Centroamérica"
    assert queries.region_of("XX") is None


# --- loading ------------------------------------------------------------------------------------


def test_loading_writes_every_place_once_and_a_second_time_nothing(db):
    first = actions.load_places(by=OPERATOR)
    assert first["added"] == first["places"] == Place.objects.count() == 2851
    assert PlaceAlias.objects.count() == first["aliases"] > 50
    assert BorderSegment.objects.count() == first["segments"] == 3
    again = actions.load_places(by=OPERATOR)
    assert again == {"places": 2851, "added": 0, "changed": 0, "aliases": 0, "segments": 0}
    assert [event.verb for event in audit_events()] == ["places_loaded"]


def test_loading_repairs_what_was_changed_and_keeps_what_is_no_longer_shipped(places):
    Place.objects.filter(pk="14067").update(name_es="Otra cosa")
    Place.objects.create(
        code="14999", level="municipality", parent_id="MX-JAL", name_es="Antiguo", name_en="Old"
    )
    PlaceAlias.objects.filter(name="Cancún").delete()
    BorderSegment.objects.get(pk="MX-GT").municipalities.clear()
    counts = actions.load_places(by=OPERATOR)
    assert (counts["changed"], counts["aliases"], counts["segments"]) == (1, 1, 1)
    assert Place.objects.get(pk="14067").name_es == "Puerto Vallarta"
    assert Place.objects.filter(pk="14999").exists()


def test_loading_takes_less_than_three_seconds_of_work(db):
    start = time.process_time()
    actions.load_places(by=OPERATOR)
    assert time.process_time() - start < 3


def test_a_caseworker_does_not_load_places(db):
    with override("en"), pytest.raises(Refused, match="Only an administrator"):
        actions.load_places(by=Caseworker())
    assert not Place.objects.exists()


def test_the_command_prints_counts_alone(db, capsys):
    with override("en"):
        call_command("load_places", "--json")
    said = capsys.readouterr()
    assert json.loads(said.out)["added"] == 2851
    assert "2851 places are shipped" in said.err


def test_only_a_country_stands_alone(places):
    for level, parent in (("country", "MX"), ("area", None)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Place.objects.create(code="Z9", level=level, parent_id=parent, name_es="x", name_en="x")


# --- finding ------------------------------------------------------------------------------------


NAMES = {
    "Cancún": "23005",
    "cancun": "23005",
    "Acapulco": "12001",
    "Puerto Vallarta": "14067",
    "puerto  VALLARTA ": "14067",
    "Tapachula": "07089",
    "Ciudad Juárez": "08037",
    "cd juarez": "08037",
    "Distrito Federal": "MX-CMX",
    "Jalisco": "MX-JAL",
    "14": "MX-JAL",
    "MX-14": "MX-JAL",
    "14067": "14067",
    "GTM": "GT",
    "Guatemala": "GT",
    "México": "MX",
    "Mexico": "MX",
    "Estados Unidos": "US",
    "United States": "US",
    "Belize": "BZ",
    "Tapachula, Chiapas": "07089",
    "Guerrero, Coahuila, México": "05012",
    "Guerrero, Tamaulipas": "28014",
    "San Quintín": "02006",
    "NA": "NA",
    "Veracruz": "MX-VER",
    "Vallarta": "14067",
    "San Cristóbal": "07078",
}


def test_a_name_finds_its_place(places):
    first = {text: codes_of(queries.find_place(text))[0] for text in NAMES}
    assert first == NAMES


def test_an_ambiguous_name_gives_every_place_it_may_mean(places):
    assert {"CG", "CD"} <= set(codes_of(queries.find_place("Congo")))
    assert set(codes_of(queries.find_place("Guerrero"))[:2]) != {"MX-GRO"}


def test_a_search_can_be_narrowed(places):
    assert codes_of(queries.find_place("Puebla", level="municipality"))[0] == "21114"
    assert codes_of(queries.find_place("Guerrero", within="MX-COA")) == ["05012"]
    assert len(queries.find_place("San", limit=7)) == 7


def test_no_more_than_three_commas_are_looked_at(places):
    assert codes_of(queries.find_place("Tapachula, Chiapas, México, , Jalisco")) == ["07089"]
    assert queries.find_place("Tapachula, Chiapas, México, Jalisco") == []


def test_what_is_no_place_finds_nothing(places):
    for text in ("", "   ", "¿?", "no such place at all", "Tapachula, Jalisco", ",", "'; drop"):
        assert queries.find_place(text) == [], text


def test_the_municipality_lies_in_the_state_and_the_country(places):
    vallarta = queries.place("14067")
    assert vallarta.parent.national_code == "14"
    assert vallarta.parent.parent.code == "MX"
    assert queries.ancestors("14067") == ["14067", "MX-JAL", "MX"]
    assert queries.country_of("GT-12") == "GT"


def test_names_are_given_in_both_languages():
    assert queries.place_path("14067", "es") == "Puerto Vallarta, Jalisco, México"
    assert queries.place_path("MX-CMX", "en") == "Mexico City, Mexico"
    assert queries.place_name("US", "es") == "Estados Unidos"
    assert queries.place_name("no-such") == "no-such"


def test_lists_are_sorted_as_a_reader_expects():
    spanish = [name for _, name in queries.countries("es")]
    assert spanish[0] == "Afganistán"
    assert spanish.index("Etiopía") < spanish.index("Francia")
    assert len(queries.municipalities_of("MX-JAL")) == 125
    assert len(queries.areas_of("MX")) == 32


# --- borders ------------------------------------------------------------------------------------


def test_border_segments_hold_the_municipalities_that_lie_on_them(places):
    assert queries.border_segments_of("07089") == ["MX-GT"]
    assert queries.border_segments_of("08037") == ["MX-US"]
    assert queries.border_segments_of("04010") == ["MX-BZ", "MX-GT"]
    assert queries.border_segments_of("14067") == []
    sizes = {s.code: s.municipalities.count() for s in BorderSegment.objects.all()}
    assert sizes == {"MX-BZ": 2, "MX-GT": 22, "MX-US": 37}


def test_every_alias_and_border_points_to_a_shipped_place():
    codes = {code for code, *_ in shipped.read("aliases.json")["aliases"]}
    for segment in shipped.read("segments.json")["segments"]:
        codes.update(segment["municipalities"])
    assert codes <= set(gazetteer.rows())


def test_a_place_carries_no_label_of_its_role():
    fields = {field.name for field in Place._meta.get_fields()}
    assert not fields & {"role", "is_origin", "risk", "label"}
