"""Keys are rotated while the site runs: whatever is saved meanwhile still opens afterwards."""

import contextlib
import subprocess
import sys
import threading

import pytest
from django.db import connection, connections, transaction

from amparo.cases import actions as cases
from amparo.cases.models import Case
from amparo.core import keyring, keystore, resealing, rotation
from amparo.core.errors import CheckFailed, NotPossible
from amparo.people import actions as people
from amparo.people.models import Person
from tests import town as towns
from tests.keeping.conftest import ROOT

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 30


@pytest.fixture
def luz(own_keys, db):
    town = towns.build()
    town.new_document()
    town.new_event(narrative="By the river.")
    town.new_consent(recipient_name="Hospital Inventado")
    town.new_assistance(note="A bed.")
    return town


class Colleague:
    """Somebody at work in a transaction of her own, who does one step when she is told to."""

    def __init__(self, *steps, reads=False):
        self.steps, self.reads, self.failures = steps, reads, []
        self.may, self.did = threading.Semaphore(0), threading.Semaphore(0)
        self.thread = threading.Thread(target=self._work)
        self.thread.start()

    def _work(self):
        try:
            connection.only_read(self.reads)
            with transaction.atomic():
                held = None
                for step in self.steps:
                    assert self.may.acquire(timeout=PATIENCE)
                    held = step(held)
                    self.did.release()
                assert self.may.acquire(timeout=PATIENCE)
        except Exception as error:
            self.failures.append(error)
            self.did.release()
        finally:
            connections.close_all()

    def step(self):
        self.may.release()
        assert self.did.acquire(timeout=PATIENCE)

    def confirm(self):
        self.may.release()
        self.thread.join(PATIENCE)
        assert self.failures == []


def rotate_beside():
    """Rotate in a thread of its own, and give it the time that it would take if nobody waited."""

    def work():
        try:
            rotation.rotate()
        finally:
            connections.close_all()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(1.5)
    return thread


def test_everything_lies_under_new_keys_and_says_the_same(luz):
    def stored():
        return {
            (model, pk, name): value
            for model, names in resealing.sealed_models()
            for name in names
            for pk, value in model._base_manager.values_list("pk", name)
            if value
        }

    def said():
        return {(model, pk, n): getattr(model.objects.get(pk=pk), n) for model, pk, n in stored()}

    before, sealed, ring = said(), stored(), keyring.ring()
    assert len(before) >= 15
    assert rotation.rotate().records == 1
    assert said() == before
    assert not set(stored().values()) & set(sealed.values())
    assert not set(keyring.ring().masters) & set(ring.masters)


def test_a_record_read_before_a_rotation_opens_after_it(luz):
    held = Case.objects.get(pk=luz.case.pk)
    rotation.rotate()
    assert held.safety_note == "Nobody at the market may know."


def test_what_does_not_open_is_named_and_keeps_its_key(luz):
    person = luz.case.person
    wrong = Person.objects.filter(pk=luz.new_case().person.pk)
    with transaction.atomic(), connection.cursor() as cursor:
        token = "s1.1." + "A" * 60
        wrong_id = wrong.get().pk if connection.vendor == "postgresql" else wrong.get().pk.hex
        cursor.execute("update people_person set phone = %s where id = %s", [token, wrong_id])
    assert rotation.rotate().unreadable == [f"people.person {wrong.get().pk} phone"]
    assert keystore.get(wrong.get().pk, 1)[0] == 1
    with pytest.raises(keystore.KeyMissing):
        keystore.get(person.pk, 1)
    assert len(keyring.ring().masters) == 1


def test_two_rotations_at_once_are_one_too_many(luz, settings):
    before = settings.KEY_RING_FILE.read_bytes()
    with rotation._alone(), pytest.raises(NotPossible, match="already"):
        rotation.rotate()
    assert settings.KEY_RING_FILE.read_bytes() == before


def test_a_forgotten_console_keeps_the_old_keys_alive(luz, monkeypatch):
    on_postgres_alone()
    monkeypatch.setattr("amparo.core.transactions.PATIENCE", 0)
    ana = Colleague(lambda _: Case.objects.get(pk=luz.case.pk))
    ana.step()
    with pytest.raises(CheckFailed, match="forgotten console"):
        rotation.rotate()
    assert keystore.get(luz.case.person_id, 1)
    ana.confirm()
    rotation.rotate()
    assert len(keyring.ring().masters) == 1


def everything_opens():
    for model, names in resealing.sealed_models():
        for row in model._base_manager.all():
            for name in names:
                getattr(row, name)


def on_postgres_alone():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets nobody write beside another transaction")


def test_what_was_sealed_with_the_old_key_and_saved_late_still_opens(luz):
    on_postgres_alone()

    def add(_):
        return luz.new_assistance(note="She came with her sister.")

    ana = Colleague(add)
    ana.step()
    rotating = rotate_beside()
    ana.confirm()
    rotating.join(PATIENCE)
    everything_opens()


def test_what_was_read_before_and_saved_after_the_rotation_still_opens(luz):
    on_postgres_alone()

    def read(_):
        return Case.objects.get(pk=luz.case.pk)

    def save(held):
        held.save()

    ana = Colleague(read, save)
    ana.step()
    rotating = rotate_beside()
    ana.step()
    ana.confirm()
    rotating.join(PATIENCE)
    everything_opens()


def test_who_is_still_reading_a_page_opens_what_she_read_before(luz):
    def read(_):
        return Case.objects.get(pk=luz.case.pk)

    def look(held):
        assert held.notes == luz.case.notes
        assert held.safety_note == "Nobody at the market may know."

    ana = Colleague(read, look, reads=True)
    ana.step()
    rotating = rotate_beside()
    assert rotating.is_alive()
    ana.step()
    ana.confirm()
    rotating.join(PATIENCE)
    assert len(keyring.ring().masters) == 1


def test_somebody_registered_while_keys_are_rotated_can_be_read_and_found(luz):
    on_postgres_alone()

    def register(_):
        about = {"given_names": "Nicté", "paternal_surname": "Laguna"}
        return people.register(by=luz.ana, agency=luz.casa_luz, came_from="intake", **about)

    ana = Colleague(register)
    ana.step()
    rotating = rotate_beside()
    ana.confirm()
    rotating.join(PATIENCE)
    everything_opens()
    from amparo.cases import queries

    person = Person.objects.latest("created_at")
    cases.open_case(by=luz.ana, agency=luz.casa_luz, person=person, came_from="intake")
    found, _more = queries.find_by_name(Case.objects.all(), "Nicté Laguna", member=luz.ana)
    assert [each.person.pk for each in found] == [person.pk]


class Busy:
    """Ana at work in a process of her own; see busy_member."""

    def __init__(self, installation, number):
        command = [sys.executable, "-m", "tests.keeping.busy_member", str(number)]
        self.process = subprocess.Popen(
            command, env=installation.surroundings, cwd=ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        assert self.process.stdout.readline() == "1\n", self.process.stderr.read()

    def stops(self):
        said, complained = self.process.communicate("enough\n", timeout=120)
        assert self.process.returncode == 0, complained
        lines = said.splitlines()
        assert lines[-1] == "lost: []"
        return int(lines[-2]) if len(lines) > 1 else 1


OPEN_ALL = (
    "from amparo.core import keyring, keystore, resealing\n"
    "rows = 0\n"
    "for model, names in resealing.sealed_models():\n"
    "    for row in model._base_manager.all():\n"
    "        rows += bool([getattr(row, name) for name in names])\n"
    "held = keyring.ring()\n"
    "print(rows, len(keystore.behind(held)), held.current, len(held.masters))"
)


def rotate_and_kill(installation, within):
    """Kill a rotation some time after it has begun; true if it was not through by then."""
    command = [sys.executable, "-m", "amparo", "keys", "rotate"]
    rotating = subprocess.Popen(
        command, env=installation.surroundings, cwd=ROOT, stderr=subprocess.PIPE
    )
    with rotating:
        rotating.stderr.readline()
        with contextlib.suppress(subprocess.TimeoutExpired):
            rotating.wait(within)
        rotating.kill()
    return rotating.returncode != 0


def test_keys_are_rotated_again_and_again_under_the_hands_of_members_at_work(installation):
    at_work = [Busy(installation, number) for number in range(2)]
    killed = 0
    for seconds in (0, 0.5):
        killed += rotate_and_kill(installation, seconds)
        installation.amparo("keys", "rotate")
    entered = sum(busy.stops() for busy in at_work)
    rows, behind, master, masters = map(int, installation.ask(OPEN_ALL).split())
    assert killed >= 1
    assert (behind, masters) == (0, 1)
    assert master >= 3
    assert rows > 4 * entered
    assert installation.verdict()["ok"]
