"""A member reads in her language, also where nobody knows who she is."""

from tests.helpers import sign_in


def test_the_browser_remembers_her_language_for_when_the_ring_is_locked(town, client):
    town.ana.language = "en"
    town.ana.save()
    answer = sign_in(client, town.ana).get("/roles/")
    assert answer.cookies["lang"].value == "en"
    assert "lang" not in client.get("/roles/").cookies
