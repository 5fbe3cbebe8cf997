"""The people that the tests are about, all invented, built through actions alone.

Casa Luz   Ana      caseworker; holds `case`, about a person called Xquic Piedraluna Nubarrón
           Alba     coordinator of Casa Luz; opens every case of it
           Fina     data-protection focal point; reads the log, opens nothing
Faro       Bruno    caseworker of another agency of the installation
Norte      Celia    caseworker with no part in anything
Programme  Dora and Elías approve releases, Noé counts
"""

import copy
import os
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any
from unittest.mock import patch
from uuid import NAMESPACE_DNS, uuid5

import pytest

from amparo import agencies
from amparo.agencies import actions as agency_actions
from amparo.agencies.enums import AgencyKind, Role
from amparo.agencies.models import Agency, Member
from amparo.assistance import actions as assistance
from amparo.cases import actions as cases
from amparo.cases.models import Case
from amparo.people import actions as people

# No living person bears these names together.
GIVEN, FIRST, SECOND = "Xquic", "Piedraluna", "Nubarrón"


@dataclass
class Town:
    casa_luz: Agency
    faro: Agency
    norte: Agency
    programme: Agency
    ana: Member
    alba: Member
    fina: Member
    bruno: Member
    celia: Member
    dora: Member
    elias: Member
    noe: Member
    case: Case = field(default=None)  # type: ignore[assignment]

    @property
    def everyone(self) -> list:
        """Who stands in the table of a page: nobody, Ana, Bruno, Celia."""
        return [None, self.ana, self.bruno, self.celia]

    def new_case(
        self,
        *,
        by: Member | None = None,
        person: dict | None = None,
        contact: dict | None = None,
        **facts: Any,
    ):
        """One more case, as an intake makes it."""
        by = by or self.ana
        return cases.take_in(
            by=by,
            agency=by.agency,
            about_person=person or {},
            about_case=facts,
            contact=contact,
        )

    def new_event(self, **facts: Any):
        facts = {"acts": ["Recruitment"], "definition_version": "htcds-2.0"} | facts
        return cases.record_event(by=self.ana, cases=[self.case], **facts)

    def new_consent(self, **answer: Any):
        answer = {
            "purpose": "statistics",
            "block": "facts",
            "recipient": "programme_statistics",
            "answer": "granted",
            "language": "es",
            "how": "spoken",
            "notice_version": "2026-11",
        } | answer
        return people.record_consent(by=self.ana, person=self.case.person, **answer)

    def new_assistance(self, **facts: Any):
        facts = {"service": "Shelter", "given_on": date(2026, 3, 2)} | facts
        return assistance.record(by=self.ana, case=self.case, **facts)

    def new_document(self, *, by: Member | None = None, case: Case | None = None, **facts: Any):
        facts = {
            "content": f"Acta de {GIVEN} {FIRST} {SECOND}, {SECOND}".encode(),
            "file_type": "txt",
            "file_name": f"acta {FIRST}.txt",
            "kind": "legal",
            "title": "Acta de nacimiento",
            "received_on": date(2026, 3, 2),
        } | facts
        return cases.add_document(by=by or self.ana, case=case or self.case, **facts)


def _member(username: str, display_name: str, agency: Agency, role: Role) -> Member:
    return agency_actions.enrol(
        by=agencies.OPERATOR,
        username=username,
        display_name=display_name,
        agency=agency,
        role=role,
        password=f"{username} crosses the river",
        language="en",
    )


def _agency(code: str, name: str, kind: str) -> Agency:
    # The same id in each test: which short tokens of names are alike by chance hangs on it.
    own = partial(uuid5, NAMESPACE_DNS, code)
    with patch.object(Agency._meta.get_field("id"), "_get_default", own):
        return agency_actions.found_agency(by=agencies.OPERATOR, code=code, name=name, kind=kind)


def build() -> Town:
    luz = _agency("casa-luz", "Casa Luz (invented)", AgencyKind.SHELTER)
    faro = _agency("faro", "Faro (invented)", AgencyKind.ASSOCIATION)
    norte = _agency("norte", "Norte (invented)", AgencyKind.SHELTER)
    programme = _agency("programme", "Ceiba Programme (invented)", AgencyKind.OFFICE)
    town = Town(
        casa_luz=luz,
        faro=faro,
        norte=norte,
        programme=programme,
        ana=_member("ana", "Ana Arroyo", luz, Role.CASEWORKER),
        alba=_member("alba", "Alba Abedul", luz, Role.COORDINATOR),
        fina=_member("fina", "Fina Faisán", luz, Role.DATA_PROTECTION),
        bruno=_member("bruno", "Bruno Barro", faro, Role.CASEWORKER),
        celia=_member("celia", "Celia Cedro", norte, Role.CASEWORKER),
        dora=_member("dora", "Dora Duna", programme, Role.APPROVER),
        elias=_member("elias", "Elías Estero", programme, Role.APPROVER),
        noe=_member("noe", "Noé Nube", programme, Role.ANALYST),
    )
    town.case = town.new_case(
        person={
            "given_names": GIVEN,
            "paternal_surname": FIRST,
            "maternal_surname": SECOND,
            "birth_date": "2001-05-04",
            "birth_year": 2001,
            "gender": "Feminine",
            "citizenships": ["GT"],
            "languages": ["quc"],
            "phone": "555-0100 (invented)",
            "address": "Calle Inventada 7",
        },
        opened_on=date(2026, 3, 1),
        immediate_danger="no",
        contact={"answer": "yes"},
        safety_note="Nobody at the market may know.",
        next_step="Take her to the doctor.",
        next_step_on=date(2026, 3, 9),
    )
    return town


@pytest.fixture
def town(request, db) -> Town:
    if os.environ.get("AMPARO_TEST_MUTATING"):
        # Built once for thousands of faults (scripts/mutate.py); each test rolls back what it does.
        return copy.deepcopy(request.getfixturevalue("town_once"))
    return build()


@pytest.fixture
def places(db) -> None:
    """The few places that these tests name, out of the thousands that are shipped."""
    from amparo.taxonomy import gazetteer, shipped
    from amparo.taxonomy.models import Place

    areas = ("MX-CHP", "GT-01", "MX-JAL", "MX-ROO", "MX-CMX")
    for code in ("MX", "GT", *areas, "07089", "14067", "09014", "23005"):
        row = gazetteer.rows()[code]
        values = {name: getattr(row, name) for name in row._fields if name != "parent"}
        words = {"words_es": shipped.words(row.name_es), "words_en": shipped.words(row.name_en)}
        Place.objects.create(**values, **words, parent_id=row.parent)
