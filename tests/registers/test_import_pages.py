"""The pages of the import desk: look, correct, try, bring in, settle, undo."""

import traceback

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from amparo.core import keyring, keystore, rotation
from amparo.people import actions as people
from amparo.people.actions import names
from amparo.people.models import NameWord, Person
from amparo.registers import actions, waiting
from amparo.registers.models import Doubt, Import, SavedMapping, Upload
from tests.helpers import audit_events, sign_in, statuses
from tests.registers.messy import REGISTERS

REGISTER = (
    "Nombre completo,Fecha de ingreso,Forma de explotación,Albergue,INVENTADO\n"
    "Rosa Inventada Ficticio,04/03/2012,sexual,Sí,x\n"
    "Ana Noexiste,05/03/2012,cosa rara,No,x\n"
)


@pytest.fixture
def coral(town, client):
    town.coral.language = "en"
    town.coral.save()
    return sign_in(client, town.coral)


def bring(client, content=REGISTER, name="registro.csv", **typed):
    file = SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
    answer = client.post(reverse("registers:upload"), {"file": file, **typed})
    assert answer.status_code == 302, answer.context["form"].errors
    return Upload.objects.order_by("-held_at").first()


def columns(upload):
    """What the correction page sends when nothing is changed."""
    from amparo.registers.forms import MappingForm

    mapping, found = waiting.look_into(upload)
    form = MappingForm(mapping=mapping, columns=found)
    sent = {"currency": mapping.currency, "name": ""}
    for name, field in form.fields.items():
        sent.setdefault(name, field.initial or "")
    return sent


def test_a_register_walks_through_the_desk(coral, town, places):
    upload = bring(coral)
    page = coral.get(upload.get_absolute_url()).content.decode()
    assert "Whole name, to be cut into parts" in page
    assert "cosa rara" in page  # a value that no code explains yet
    sent = columns(upload) | {"code-2-0": "ForcedBegging", "name": "cuaderno"}
    answer = coral.post(reverse("registers:correct", args=[upload.pk]), sent)
    assert answer["Location"] == reverse("registers:trial", args=[upload.pk])
    trial = coral.get(answer["Location"])
    assert trial.context["outcome"].accepted == 2
    assert trial.context["outcome"].rejected == []
    assert Person.objects.count() == 0
    answer = coral.post(reverse("registers:bring_in", args=[upload.pk]))
    brought = Import.objects.get()
    assert answer["Location"] == brought.get_absolute_url()
    assert Person.objects.count() == 2
    assert SavedMapping.objects.get().name == "cuaderno"
    ana = Person.objects.get(register_rows__number=3)
    assert ana.cases.get().events.get().purposes == ["ForcedBegging"]
    page = coral.get(brought.get_absolute_url()).content.decode()
    assert "The name stood in one cell" in page
    assert "Rosa" not in page


def test_a_column_can_be_sent_elsewhere(coral, town, places):
    upload = bring(coral)
    sent = columns(upload) | {"field-0": "person.known_as", "flag-3": ""}
    coral.post(reverse("registers:correct", args=[upload.pk]), sent)
    coral.post(reverse("registers:bring_in", args=[upload.pk]))
    assert {person.known_as for person in Person.objects.all()} == {
        "Rosa Inventada Ficticio",
        "Ana Noexiste",
    }


@pytest.mark.parametrize("name", REGISTERS)
def test_the_messy_registers_walk_through_the_desk(coral, town, places, tmp_path, name):
    count = REGISTERS[name](tmp_path / name)
    upload = bring(coral, (tmp_path / name).read_bytes(), name)
    assert upload.rows == count
    assert coral.get(upload.get_absolute_url()).status_code == 200
    sent = columns(upload)
    assert coral.post(reverse("registers:correct", args=[upload.pk]), sent).status_code == 302
    trial = coral.get(reverse("registers:trial", args=[upload.pk]))
    assert trial.context["outcome"].accepted == count
    coral.post(reverse("registers:bring_in", args=[upload.pk]))
    assert Person.objects.count() == count


def test_who_sees_what(town, client, places, register):
    upload = None
    sign_in(client, town.coral)
    upload = bring(client)
    brought = actions.bring_in(
        by=town.coral, agency=town.casa_luz, path=register(*REGISTER.splitlines())
    ).brought
    client.logout()
    everyone = [None, town.ana, town.coral, town.celia]
    own = {"nobody": 302, "ana": 404, "coral": 200, "celia": 404}
    anyones = {"nobody": 302, "ana": 404, "coral": 200, "celia": 200}
    for name, arguments, expected in (
        ("imports", [], anyones),
        ("upload", [], anyones),
        ("mapping", [upload.pk], own),
        ("trial", [upload.pk], own),
        ("import", [brought.pk], own),
        ("doubts", [brought.pk, "name_split"], own),
    ):
        url = reverse(f"registers:{name}", args=arguments)
        assert statuses(client, url, everyone) == expected, name
    for name, arguments in (
        ("bring_in", [upload.pk]),
        ("discard", [upload.pk]),
        ("undo", [brought.pk]),
        ("settle_all", [brought.pk, "name_split"]),
        ("settle", [brought.pk, Doubt.objects.first().pk]),
    ):
        url = reverse(f"registers:{name}", args=arguments)
        others = [None, town.ana, town.celia]
        found = statuses(client, url, others, method="post")
        assert found == {"nobody": 302, "ana": 404, "celia": 404}, name
    assert Upload.objects.filter(pk=upload.pk).exists()
    assert Person.objects.count() == 2


def test_values_of_people_are_shown_only_after_confirming_who_asks(town, client, places):
    upload = bring(sign_in(client, town.coral))
    client.post(reverse("registers:bring_in", args=[bring(client).pk]))
    doubts = reverse("registers:doubts", args=[Import.objects.get().pk, "name_split"])
    later = sign_in(client, town.coral, confirmed=False)
    for url in (upload.get_absolute_url(), doubts):
        answer = later.get(url)
        assert answer.status_code == 302
        assert "reauthenticate" in answer["Location"]


def test_the_waiting_file_lies_sealed_and_goes_when_it_is_in(
    coral, town, places, settings, django_capture_on_commit_callbacks
):
    upload = bring(coral)
    place = waiting.place_of(upload)
    assert place.exists()
    assert b"Rosa" not in place.read_bytes()
    with waiting.opened(upload) as path:
        assert path.read_text() == REGISTER
        in_the_clear = path
    assert not in_the_clear.exists()
    with django_capture_on_commit_callbacks(execute=True):
        coral.post(reverse("registers:bring_in", args=[upload.pk]))
    assert not place.exists()
    assert Upload.objects.count() == 0


@pytest.fixture
def own_ring(settings, tmp_path):
    """A ring that may be turned. Ask for it before the town, whose members are marked under it."""
    settings.KEY_RING_FILE = tmp_path / "ring.json"
    keyring.keep(keyring.Ring.fresh(), settings.KEY_RING_FILE)


def test_a_waiting_file_outlasts_a_rotation_of_keys(own_ring, town, coral, places):
    upload = bring(coral)
    assert rotation.rotate().unreadable == []
    with waiting.opened(upload) as path:
        assert path.read_text() == REGISTER
    answer = coral.post(reverse("registers:bring_in", args=[upload.pk]))
    assert answer.status_code == 302


def test_a_waiting_file_that_was_altered_or_cut_does_not_open(coral, town, places):
    from amparo.core.errors import BadInput

    upload = bring(coral)
    place = waiting.place_of(upload)
    whole = place.read_bytes()
    for damaged in (whole[:-1], whole[: len(whole) - 32], whole[:40] + b"x" + whole[41:], b""):
        place.write_bytes(damaged)
        with pytest.raises(BadInput, match="no longer be opened"), waiting.opened(upload):
            pass


def test_a_forgotten_file_goes_by_itself_after_a_day(
    coral, town, places, django_capture_on_commit_callbacks
):
    from datetime import timedelta

    from amparo.agencies import OPERATOR
    from amparo.core import clock

    place = waiting.place_of(bring(coral))
    assert actions.drop_stale_uploads(by=OPERATOR, before=clock.now() - timedelta(days=1)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.drop_stale_uploads(by=OPERATOR, before=clock.now()) == 1
    assert not place.exists()


def test_a_file_that_cannot_be_read_is_refused_on_the_page(coral, town):
    file = SimpleUploadedFile("registro.xls", b"\xd0\xcf\x11\xe0" + b"\x00" * 600)
    answer = coral.post(reverse("registers:upload"), {"file": file})
    assert answer.status_code == 200
    assert "save it as XLSX" in str(answer.context["form"].errors)
    assert Upload.objects.count() == 0


def test_a_public_file_needs_no_mapping_and_brings_in_nobody(coral, town):
    upload = bring(coral, "gender,isForcedLabour\nFemale,1\nMale,0\n", "ctdc.csv")
    assert upload.kind == "ctdc-kanon"
    assert coral.get(upload.get_absolute_url()).status_code == 302
    assert coral.get(reverse("registers:trial", args=[upload.pk])).status_code == 200
    coral.post(reverse("registers:bring_in", args=[upload.pk]))
    from amparo.evidence.models import DataSet

    assert DataSet.objects.get().name == "ctdc"
    assert Person.objects.count() == 0


def test_doubts_are_looked_at_and_settled(coral, town, places):
    upload = bring(coral)
    coral.post(reverse("registers:bring_in", args=[upload.pk]))
    brought = Import.objects.get()
    url = reverse("registers:doubts", args=[brought.pk, "name_split"])
    page = coral.get(url).content.decode()
    assert "Rosa Inventada Ficticio" in page
    assert "Rosa | Inventada | Ficticio" in page
    assert [event.verb for event in audit_events("doubts_read")] == ["doubts_read"]
    one = Doubt.objects.filter(kind="name_split").first()
    coral.post(reverse("registers:settle", args=[brought.pk, one.pk]), {"corrected": "1"})
    one.refresh_from_db()
    assert one.settled == "corrected"
    coral.post(reverse("registers:settle_all", args=[brought.pk, "name_split"]))
    assert not Doubt.objects.filter(kind="name_split", settled="").exists()
    assert coral.get(reverse("registers:doubts", args=[brought.pk, "nonsense"])).status_code == 404


def test_an_import_is_undone_on_its_page(coral, town, places, django_capture_on_commit_callbacks):
    upload = bring(coral)
    coral.post(reverse("registers:bring_in", args=[upload.pk]))
    brought = Import.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        coral.post(reverse("registers:undo", args=[brought.pk]))
    assert Person.objects.count() == 0
    page = coral.get(brought.get_absolute_url()).content.decode()
    assert "This import was undone before" in page
    assert "Undo the whole import" not in page
    assert "Every value was understood" not in page
    with pytest.raises(keystore.KeyMissing):
        keystore.get(brought.pk)


def test_the_same_file_again_is_said_to_change_nothing(coral, town, places):
    coral.post(reverse("registers:bring_in", args=[bring(coral).pk]))
    again = bring(coral)
    page = coral.get(reverse("registers:trial", args=[again.pk])).content.decode()
    assert "Every row of this file is held already" in page
    assert reverse("registers:bring_in", args=[again.pk]) not in page


def test_a_column_without_a_heading_is_named_in_the_language_of_the_page(coral, town, places):
    upload = bring(coral, "Nombre completo,,Edad\nRosa Inventada Ficticio,x,20\n")
    assert "<legend>column 2</legend>" in coral.get(upload.get_absolute_url()).content.decode()
    town.coral.language = "es"
    town.coral.save()
    assert "<legend>columna 2</legend>" in coral.get(upload.get_absolute_url()).content.decode()


@pytest.mark.parametrize("name", ["bring_in", "undo"])
def test_what_a_job_says_of_a_failure_quotes_nobody(coral, town, places, monkeypatch, name):
    from amparo.core.jobs import JobFailed
    from amparo.registers import actions, jobs

    def fails(**_given):
        raise ValueError("Alba Inventada")

    upload = bring(coral)
    if name == "undo":
        coral.post(reverse("registers:bring_in", args=[upload.pk]))
        upload = Import.objects.get()
    monkeypatch.setattr(actions, "bring_in_upload", fails)
    monkeypatch.setattr(actions, "undo", fails)
    with pytest.raises(JobFailed) as caught:
        getattr(jobs, name).func(str(upload.pk), str(town.coral.pk))
    said = "".join(traceback.format_exception(caught.value))
    assert "ValueError" in said
    assert "Alba Inventada" not in said


def test_a_large_register_is_left_to_the_worker(coral, town, places, monkeypatch):
    from amparo.registers import jobs
    from amparo.registers.views import trial

    monkeypatch.setattr(trial, "MOST_ROWS", 1)
    upload = bring(coral)
    coral.post(reverse("registers:bring_in", args=[upload.pk]))
    upload.refresh_from_db()
    assert upload.is_queued
    assert Person.objects.count() == 0
    answer = coral.post(reverse("registers:bring_in", args=[upload.pk]))
    assert answer.status_code == 403
    jobs.bring_in.func(upload_id=str(upload.pk), member_id=str(town.coral.pk))
    assert Person.objects.count() == 2


def test_an_import_that_runs_says_how_far_it_is_and_looks_again_by_itself(
    coral, town, places, register
):
    seen = []

    def look(done, total):
        page = coral.get(reverse("registers:imports")).content.decode()
        seen.append(("data-running" in page, f'<progress value="{done}" max="{total}"' in page))

    path = register(*REGISTER.splitlines())
    actions.bring_in(by=town.coral, agency=town.casa_luz, path=path, progress=look)
    assert seen == [(True, True)]
    assert "data-running" not in coral.get(reverse("registers:imports")).content.decode()


def test_a_large_import_is_taken_back_by_the_worker_and_nobody_asks_twice(
    coral, town, places, monkeypatch
):
    from amparo.registers import jobs
    from amparo.registers.views import brought as page

    coral.post(reverse("registers:bring_in", args=[bring(coral).pk]))
    brought = Import.objects.get()
    monkeypatch.setattr(page, "MOST_ROWS", 1)
    coral.post(reverse("registers:undo", args=[brought.pk]))
    shown = coral.get(reverse("registers:imports")).content.decode()
    assert "People still to be taken back: 2 of 2" in shown
    assert coral.post(reverse("registers:undo", args=[brought.pk])).status_code == 403
    jobs.undo.func(import_id=str(brought.pk), member_id=str(town.coral.pk))
    assert Person.objects.count() == 0
    assert "data-running" not in coral.get(reverse("registers:imports")).content.decode()


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_while_names_are_opened_to_undo_an_import(coral, town, monkeypatch):
    """SQLite has one writer: to open every name of an agency takes longer than others wait."""
    alba = people.register(
        by=town.coral, agency=town.casa_luz, came_from="intake", given_names="Alba Noexiste"
    )
    upload = bring(coral)
    coral.post(reverse("registers:bring_in", args=[upload.pk]))
    opened, was_waited_for = names.open_names, []

    def watched(ids):
        was_waited_for.append(connection.in_atomic_block)
        return opened(ids)

    monkeypatch.setattr(names, "open_names", watched)
    answer = coral.post(reverse("registers:undo", args=[Import.objects.get().pk]))
    assert answer.status_code == 302
    assert was_waited_for == [False]
    assert list(Person.objects.all()) == [alba]
    assert NameWord.objects.count() == 2
    assert Import.objects.get().state == "undone"
