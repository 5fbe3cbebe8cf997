"""Who keeps the directory, who learns where a service is, what gives it away. No database."""

from types import SimpleNamespace as Thing

import pytest

from amparo.agencies.roles import Permission
from amparo.directory import policies
from tests.somebody import FARO, LUZ, TODAY, TOMORROW, allows, needs, nobody, refused

P = Permission
KEEPER = allows(P.KEEP_DIRECTORY)
STRANGER = allows(P.KEEP_DIRECTORY, at=FARO)
SECRETS = {
    "name": "Refugio Alondra", "place_names": ["Puerto Vallarta", "El Pitillal"],
    "street": "Calle Zarzamora 47",
    "phone": "322 555 0147", "referral_phone": "", "email": "a@alondra.example",
    "referral_email": "", "website": "", "postal_codes": ["48399"],
    "near": ["Baja California Sur", "México"],
    "far": ["Baja California", "Ciudad de México", "México"],
}  # fmt: skip


def service(tier="network", **more):
    facts = {"tier": tier, "agency_id": LUZ, "verified_on": None, "follows_beds": False}
    return Thing(**facts | more)


def test_keeping_needs_its_permission():
    needs(P.KEEP_DIRECTORY, lambda by: policies.can_keep(by=by))
    needs(P.KEEP_DIRECTORY, lambda by: policies.can_change(service(), by=by))
    needs(P.KEEP_DIRECTORY, lambda by: policies.can_verify(service(), by=by, today=TODAY))
    needs(
        P.KEEP_DIRECTORY,
        lambda by: policies.can_record(by=by, tier="network", alias="", keeper=FARO),
    )


def test_what_gives_shelter_is_sealed():
    assert policies.tier_of([]) == "network"
    assert policies.tier_of(["Legal"], now="public") == "public"
    assert policies.tier_of(["Legal", "Shelter"], now="public") == "sealed"


@pytest.mark.parametrize(
    ("tier", "at", "active", "knows"),
    [
        ("sealed", LUZ, True, True),
        ("sealed", FARO, True, False),
        ("network", FARO, True, True),
        ("public", FARO, True, True),
        ("sealed", LUZ, False, False),
        ("public", LUZ, False, False),
    ],
)
def test_who_knows_where_it_is(tier, at, active, knows):
    by = nobody(at=at, is_active=active)
    assert policies.knows_where(service(tier), by=by) is knows


def test_a_sealed_service_is_changed_by_its_own_agency_alone():
    refused(policies.can_change(service("sealed"), by=KEEPER), "")
    refused(policies.can_change(service("sealed"), by=STRANGER), "This service is sealed")
    refused(policies.can_change(service("network"), by=STRANGER), "")


def test_a_shelter_is_recorded_by_its_own_agency_under_a_name_for_others():
    def record(**more):
        facts = {"by": KEEPER, "tier": "sealed", "alias": "Casa", "keeper": LUZ} | more
        return policies.can_record(**facts)

    refused(record(), "")
    refused(record(keeper=FARO), "This organisation is an agency")
    refused(record(tier="network", keeper=FARO), "")
    refused(record(alias=""), "What gives shelter is sealed, so it needs a name")
    refused(record(tier="network", alias=""), "")
    refused(record(works=False), "This organisation works no longer")


def test_only_beds_that_are_kept_here_are_followed():
    refused(policies.can_follow_beds(True, signs_in=True), "")
    refused(policies.can_follow_beds(False, signs_in=False), "")
    refused(policies.can_follow_beds(True, signs_in=False), "This organisation keeps no beds")


@pytest.mark.parametrize(
    "said",
    [
        "Refugio Alondra",
        "casa de REFUGIO ALÓNDRA, norte",
        "en puerto vallarta",
        "por el pitillal",
        "junto a zarzamora",
        "322-555 01 47",
        "escriba a A@alondra.example",
        "C.P. 48399",
        "casas en BAJA CALIFORNIA",
        "de baja california sur a Baja California",
        "en la Ciudad de Mexico",
    ],
)
def test_words_that_give_it_away(said):
    refused(policies.keeps_its_secret(["Casa", said], SECRETS), "What others read would say")


@pytest.mark.parametrize(
    "said",
    [
        "Casa de noche",
        "calle tranquila",
        "Zarzamoras",
        "47",
        "Puerto",
        "555",
        "Alondra",
        "483990",
        "baja california sur, méxico",
        "californiana",
    ],
)
def test_words_that_give_nothing_away(said):
    refused(policies.keeps_its_secret(["Casa", said], SECRETS), "")


NONE = dict.fromkeys(SECRETS, "") | {
    name: [] for name in ("place_names", "postal_codes", "near", "far")
}


def test_each_secret_is_looked_for():
    for name, value in (
        ("referral_phone", "3225550148"), ("referral_email", "b@c.example"),
        ("website", "https://alondra.example/"), ("name", "Tala"),
    ):  # fmt: skip
        refused(policies.keeps_its_secret([f"x {value} y"], NONE | {name: value}), "What others")
        refused(policies.keeps_its_secret([f"x {value} y"], NONE), "")
    # Six digits and a word of three letters are too little to be found by.
    short = NONE | {"phone": "123456", "street": "Sur 5"}
    refused(policies.keeps_its_secret(["123456 sur"], short), "")
    long = NONE | {"phone": "1234567", "street": "Roca 5"}
    refused(policies.keeps_its_secret(["1234567"], long), "What others")
    refused(policies.keeps_its_secret(["la roca"], long), "What others")


def test_a_postal_code_is_looked_for_however_it_was_typed():
    for code, said in (("C.P. 44100", "en 44100"), ("SW1A-1AA", "at sw1a 1aa")):
        refused(policies.keeps_its_secret([said], NONE | {"postal_codes": [code]}), "What others")
    for code, said in (("", "en 44100"), ("123", "123"), ("s/n", "s n")):
        refused(policies.keeps_its_secret([said], NONE | {"postal_codes": [code]}), "")


def test_words_that_every_street_has_give_nothing_away():
    told = NONE | {"street": "Barrio Norte, Calle Boulevard 5"}
    refused(policies.keeps_its_secret(["barrio norte calle boulevard"], told), "")


def test_what_is_wider():
    assert policies.is_wider("public", than="network")
    assert not policies.is_wider("network", than="network")
    assert not policies.is_wider("sealed", than="network")


def test_widening_is_asked_twice_and_narrowing_once():
    def turn(was, tier, by=KEEPER, alias="Casa", confirmed=False):
        return policies.can_set_tier(
            service(was), by=by, tier=tier, alias=alias, confirmed=confirmed
        )

    for was, tier in (("sealed", "network"), ("sealed", "public"), ("network", "public")):
        refused(turn(was, tier), "More people would learn")
        refused(turn(was, tier, confirmed=True), "")
        refused(turn(tier, was), "")
    refused(turn("network", "network"), "It stands so already")
    refused(turn("public", "sealed", alias=""), "A sealed service needs a name")
    refused(turn("public", "network", alias=""), "")
    refused(turn("public", "sealed", by=STRANGER), "Only the agency that keeps this service")
    refused(turn("sealed", "network", by=STRANGER, confirmed=True), "This service is sealed")
    refused(turn("public", "network", by=STRANGER), "")
    needs(P.KEEP_DIRECTORY, lambda by: turn("public", "sealed", by=by))


def test_it_is_verified_once_a_day():
    refused(policies.can_verify(service(verified_on=TODAY), by=KEEPER, today=TODAY), "It was ver")
    refused(policies.can_verify(service(verified_on=TODAY), by=KEEPER, today=TOMORROW), "")


def test_who_says_what_is_free():
    worker, elsewhere = allows(P.WORK_IN_SHELTER), allows(P.WORK_IN_SHELTER, at=FARO)
    for tier in ("sealed", "network"):
        refused(policies.can_say_capacity(service(tier), by=worker), "")
        refused(policies.can_say_capacity(service(tier), by=KEEPER), "")
    refused(policies.can_say_capacity(service("sealed"), by=elsewhere), "This service is sealed")
    refused(policies.can_say_capacity(service(), by=elsewhere), "Your role does not allow")
    refused(policies.can_say_capacity(service(), by=STRANGER), "")
    follows = service(follows_beds=True)
    refused(policies.can_say_capacity(follows, by=worker), "What is free here follows")


def test_no_more_are_free_than_there_are():
    refused(policies.fits(3, 3), "")
    refused(policies.fits(3, None), "")
    refused(policies.fits(4, 3), "More places would be free")
