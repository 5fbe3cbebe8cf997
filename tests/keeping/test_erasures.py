"""An erasure that is killed on its way is completed; a restored backup buries her again."""

import shutil

import pytest

LIFE = """
from datetime import date
from amparo.agencies.models import Member
from amparo.assistance import actions as assistance
from amparo.cases import actions as cases
from amparo.cases.models import Case
from amparo.core import clock
ana = Member.objects.get(username="ana")
case = Case.objects.get()
other = cases.take_in(by=ana, agency=ana.agency, about_person={"given_names": "Eva"},
                      about_case={"opened_on": date(2026, 3, 1)})
cases.record_event(by=ana, cases=[case, other], acts=["Recruitment"],
                   definition_version="htcds-2.0", narrative="Both of them.")
assistance.record(by=ana, case=case, service="Shelter", given_on=date(2026, 3, 2),
                  cost="120.50", currency="MXN", funder="Fondo")
"""
ASK = """
from amparo.agencies.models import Member
from amparo.people import actions
from amparo.people.models import Person
alba = Member.objects.get(username="alba")
her = Person.objects.order_by("created_at").first()
asked = actions.ask_erasure(by=alba, person=her, ground="she_asked")
"""
ERASE = """
from amparo.people.models import Erasure
actions.erase(by=Member.objects.get(username="fina"), erasure=Erasure.objects.get())
"""
KILL = """
import os, signal
from amparo.core import keystore
from amparo.people import erasing
from amparo.people.actions import erasing as carried_out
def kill(*_args, **_more): os.kill(os.getpid(), signal.SIGKILL)
"""
MOMENTS = {
    "before anything is confirmed": "erasing.PARTS.append(kill)",
    "before the key is touched": "keystore.destroy = kill",
    "once the grave is noted": "keystore._overwrite = kill",
    "once the key is destroyed": "carried_out._close = kill",
}
STANDING = """
from amparo.core import keystore
from amparo.people.models import Erasure, Person
print(Person.objects.count(), keystore.count(), *Erasure.objects.values_list("state", flat=True))
"""
FINISH = "from amparo.people import jobs; jobs.finish_erasures()"


@pytest.mark.parametrize("moment", MOMENTS)
def test_whatever_kills_it_the_clock_completes_it(installation, moment):
    installation.ask(ASK)
    killed = installation.tries(ASK.replace("asked =", "0 and") + KILL + MOMENTS[moment] + ERASE)
    assert killed.returncode == -9
    if moment == "before anything is confirmed":
        assert installation.ask(STANDING) == "1 1 asked"
        installation.ask(FINISH)
        assert installation.ask(STANDING) == "1 1 asked"
        installation.ask(ASK.replace("asked =", "0 and") + ERASE)
    else:
        keys = 0 if moment == "once the key is destroyed" else 1
        assert installation.ask(STANDING) == f"0 {keys} confirmed"
        installation.ask(FINISH)
    assert installation.ask(STANDING) == "0 0 done"
    installation.ask(FINISH)
    assert installation.ask(STANDING) == "0 0 done"
    assert installation.verdict()["ok"]


def test_the_clock_of_the_installation_does_it_by_itself(installation):
    installation.ask(ASK)
    installation.tries(
        ASK.replace("asked =", "0 and") + KILL + MOMENTS["before the key is touched"] + ERASE
    )
    installation.amparo("clock", "--once")
    installation.amparo("worker", "--batch")
    assert installation.ask(STANDING) == "0 0 done"


LEFT = """
from amparo.assistance.models import Assistance, KeptCost
from amparo.cases.models import Case, Event
from amparo.core.keystore import KeyDestroyed
from amparo.people.models import Erasure, NameBearers, NameWord, Person
event = Event.objects.get()
print(Person.objects.count(), Case.objects.count(), Assistance.objects.count(),
      [str(k.cost) for k in KeptCost.objects.all()], NameWord.objects.count(),
      NameBearers.objects.count(), event.involvements.count(), repr(event.narrative),
      *Erasure.objects.values_list("state", flat=True))
"""
READ = (
    "from amparo.people.models import Person; print(*(p.given_names for p in Person.objects.all()))"
)


def test_a_restore_ends_only_when_whoever_was_erased_is_gone_again(installation, tmp_path):
    installation.ask(LIFE)
    installation.ask(ASK)  # the backup holds the request that was carried out after it
    to = ["--to", str(tmp_path / "disk"), "--keys-to", str(tmp_path / "host")]
    database, keys = installation.amparo("backup", *to).split()
    installation.ask(ASK.replace("asked =", "0 and") + ERASE)
    assert installation.ask(LEFT) == "1 1 0 ['120.50'] 1 1 1 'Both of them.' done"
    installation.amparo("restore", "--database", database, "--keys", keys)
    # Before the site answers anybody, and without waiting for the clock.
    # The words that only her key opened are gone; what both were told stays as coded facts.
    assert installation.ask(LEFT) == "1 1 0 ['120.50'] 1 1 1 ''"
    assert installation.ask(READ) == "Eva"
    verdict = installation.verdict()
    assert verdict["ok"], verdict
    installation.ask(FINISH)
    assert installation.ask(LEFT) == "1 1 0 ['120.50'] 1 1 1 ''"


def test_a_key_store_put_back_by_hand_is_buried_again(installation, tmp_path):
    store = installation.var / "keystore"
    shutil.copytree(store, tmp_path / "yesterday")
    installation.ask(ASK + ERASE)
    shutil.rmtree(store)
    shutil.copytree(tmp_path / "yesterday", store)
    assert installation.ask(STANDING) == "0 1 done"
    installation.ask("from amparo.people import jobs; jobs.bury_again()")
    assert installation.ask(STANDING) == "0 0 done"
