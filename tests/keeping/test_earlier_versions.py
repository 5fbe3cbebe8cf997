"""What earlier versions wrote comes up to date, or stays as it was when a migration fails.

The data are frozen, so they never follow the code; see frozen/README.md.
"""

import json

import pytest

from tests import ground
from tests.keeping import versions
from tests.keeping.conftest import Installation
from tests.keeping.test_upgrade import BEHIND, to  # noqa: F401 (a fixture)

DATABASE = f"keeping_older_{ground.WORKER}"
APPLIED = (
    "from django.db import connection\n"
    "from django.db.migrations.recorder import MigrationRecorder as R\n"
    "print(sorted(R(connection).applied_migrations()))"
)
# One row for each word of a name became one for each token and block; PAGES searches in them.
PACKED = {"people_name_token"}
HELD = "from tests.keeping.what_is_held import main; main()"
# A page of a case, the search for a name and the public figures, as a member has them.
PAGES = """
from django.conf import settings
from django.test import Client
from amparo.agencies.models import Member
from amparo.cases.models import Case
from tests.helpers import sign_in
settings.ALLOWED_HOSTS.append("testserver")
bruno, client = Member.objects.get(username="bruno"), Client()
sign_in(client, bruno)
case = Case.objects.get(agency=bruno.agency)
pages = [client.get(page) for page in ("/cases/", case.get_absolute_url(), "/figures/")]
found = client.post("/cases/search/", {"words": "Petra Inventada"})
print([page.status_code for page in (*pages, found)], case.shown_number in found.content.decode())
"""


@pytest.fixture(params=versions.VERSIONS)
def older(request, server, tmp_path):
    """What a version left, brought by the code of the last release as far as that went."""
    own = Installation(tmp_path / "older", server, ground.new_database(DATABASE))
    versions.thaw(request.param, own)
    if release := versions.release_before():
        places = ["--to", str(tmp_path / "then"), "--keys-to", str(tmp_path / "then-keys")]
        versions.Code(release, tmp_path / "code").run(own, "-m", "amparo", "upgrade", *places)
    yield own
    ground.drop_database(DATABASE)


@pytest.fixture
def said_then(request):
    version = request.node.callspec.params["older"]
    return json.loads((versions.kept(version) / "held.json").read_text())


def test_an_earlier_version_is_brought_up_to_date_with_everything_it_held(
    older,
    said_then,
    to,  # noqa: F811
):
    older.amparo("upgrade", *to)
    assert older.ask(BEHIND) == "0"
    now = json.loads(older.ask(HELD))
    assert {name: now["opened"].get(name) for name in said_then["opened"]} == said_then["opened"]
    kept = {table: n for table, n in said_then["rows"].items() if table not in PACKED}
    fewer = {table: n for table, n in kept.items() if now["rows"].get(table, 0) < n}
    assert fewer == {}
    verdict = older.verdict()
    assert verdict["ok"], verdict
    assert verdict["events"] > said_then["rows"]["audit_event"]
    assert older.ask(PAGES) == "[200, 200, 200, 200] True"


def test_an_earlier_version_stands_as_it_was_after_a_migration_that_failed(
    older,
    said_then,
    to,  # noqa: F811
    tmp_path,
    request,
):
    before = older.ask(APPLIED)
    older.more["DJANGO_SETTINGS_MODULE"] = "tests.keeping.broken_settings"
    ran = older.python("-m", "amparo", "upgrade", *to)
    del older.more["DJANGO_SETTINGS_MODULE"]
    assert ran.returncode == 4, ran.stderr
    assert "put back" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert older.ask(APPLIED) == before
    # Its own code goes on with it, and finds everything.
    commit = versions.release_before() or request.node.callspec.params["older"]
    if not versions.in_the_history(commit):
        pytest.skip("the code of that version is not in this copy of the history")
    code = versions.Code(commit, tmp_path / "its code")
    verdict = json.loads(code.run(older, "-m", "amparo", "audit", "verify", "--json"))
    assert verdict["ok"], verdict
    assert len(verdict["restored"]) == 1
    now = json.loads(code.run(older, str(versions.WHAT_IS_HELD)))
    assert now["opened"] == said_then["opened"]
