"""The audit log as a page: only for who watches over it, and reading it is logged too."""

from tests.helpers import audit_events, sign_in, statuses
from tests.town import FIRST, GIVEN, town  # noqa: F401


def test_who_reads_the_log(town, client):  # noqa: F811
    who = [None, town.ana, town.alba, town.fina, town.noe]
    expected = {"nobody": 302, "ana": 404, "alba": 404, "fina": 200, "noe": 404}
    assert statuses(client, "/audit/", who) == expected
    assert len(audit_events("log_read")) == 1


def test_the_page_names_who_acted_and_no_person(town, client):  # noqa: F811
    audit_events()
    page = sign_in(client, town.fina).get("/audit/?verb=person_registered").content.decode()
    assert "Ana Arroyo" in page
    assert "given_names" in page
    assert GIVEN not in page
    assert FIRST not in page


def test_a_page_number_that_is_none_is_ignored(town, client):  # noqa: F811
    sign_in(client, town.fina)
    for asked in ("?before=x", "?before=" + "9" * 40, "?verb=%00"):
        assert client.get(f"/audit/{asked}").status_code == 200
