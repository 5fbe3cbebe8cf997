"""What was brought in opens to who brings in registers for the agency; a file, to its holder."""

from uuid import uuid4

import pytest

from amparo.agencies.enums import Role
from amparo.cases.models import Case
from amparo.registers import access
from amparo.registers.models import Doubt, Import, ImportRow, SavedMapping, Upload
from tests.doors import an_event, is_read_with, last_event, opens
from tests.town import _member, town  # noqa: F401


@pytest.fixture
def gala(town):  # noqa: F811
    return _member("gala", "Gala Garza", town.faro, Role.COORDINATOR)


def test_imports_and_mappings_open_to_the_coordinators_of_the_agency(town, gala):  # noqa: F811
    ours, other = (
        Import.objects.create(agency=who.agency, brought_by=who, kind="invented") for who in
        (town.alba, gala)
    )  # fmt: skip
    more = Import.objects.create(agency=town.casa_luz, brought_by=town.alba, kind="invented")
    hers = SavedMapping.objects.create(agency=town.casa_luz, name="Libro", saved_by=town.alba)
    SavedMapping.objects.create(agency=town.faro, name="Libro", saved_by=gala)
    for member in (town.ana, town.fina, town.noe, town.bruno):
        assert list(access.visible_imports(member)) == []
        assert list(access.visible_mappings(member)) == []
        assert opens(access.open_import, member, ours.pk) is None
    assert set(access.visible_imports(town.alba)) == {ours, more}
    assert list(access.visible_mappings(town.alba)) == [hers]
    found = access.open_import(town.alba, ours.pk)
    assert found == ours
    assert is_read_with(found, "agency", "brought_by")
    assert last_event() == an_event("import_opened", town.alba, ours)
    for wanted in (other.pk, uuid4()):
        assert opens(access.open_import, town.alba, wanted) is None
    town.alba.agency_id = None
    assert list(access.visible_imports(town.alba)) == []


def test_a_waiting_file_opens_to_who_brought_it(town, gala):  # noqa: F811
    held = {
        who: [Upload.objects.create(agency=who.agency, held_by=who, kind="invented")]
        for who in (town.alba, gala, town.ana)
    }
    held[town.alba].append(
        Upload.objects.create(agency=town.casa_luz, held_by=town.alba, kind="invented")
    )
    for who, files in held.items():
        assert set(access.visible_uploads(who)) == set(files)
    for file in held[town.alba]:
        found = access.open_upload(town.alba, file.pk)
        assert found == file
        assert is_read_with(found, "agency")
        assert last_event() == an_event("register_file_opened", town.alba, file)
    assert opens(access.open_upload, town.alba, held[gala][0].pk) is None
    assert opens(access.open_upload, town.alba, uuid4()) is None
    assert opens(access.open_upload, town.ana, held[town.ana][0].pk) is None


def test_a_doubt_is_found_under_its_own_import(town, gala):  # noqa: F811
    ours, other = (
        Import.objects.create(agency=town.casa_luz, brought_by=town.alba, kind="invented")
        for _ in range(2)
    )
    case = Case.objects.get(pk=town.case.pk)
    doubts = []
    for brought in (ours, ours, other):
        number = len(doubts) + 1
        line = ImportRow.objects.create(
            brought=brought, agency=case.agency, person=case.person, case=case, number=number,
            mark=bytes([number]) * 16,
        )  # fmt: skip
        doubts.append(Doubt.objects.create(line=line, brought=brought, kind="invented"))
    for doubt in doubts[:2]:
        found = access.get_doubt_or_404(town.alba, ours, doubt.pk)
        assert found == doubt
        assert is_read_with(found, "line")
    assert opens(access.get_doubt_or_404, town.alba, ours, doubts[2].pk) is None
    assert opens(access.get_doubt_or_404, town.alba, ours, 0) is None
    assert opens(access.get_doubt_or_404, gala, ours, doubts[0].pk) is None
