"""The pages of evidence: every member reads them, editors and analysts grade."""

import pytest
from django.urls import reverse

from amparo.evidence import actions, queries
from tests.helpers import sign_in, statuses

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.evidence.addresses")]

PAGES = [
    ("evidence:evidence", ()),
    ("evidence:claim", ("20000-cndh",)),
    ("evidence:derivation", ("tourists-pv-2011",)),
]


@pytest.mark.parametrize(("page", "args"), PAGES)
def test_every_member_reads_and_nobody_else(loaded, client, ana, elsa, page, args):
    url = reverse(page, args=args)
    assert statuses(client, url, [None, ana, elsa]) == {"nobody": 302, "ana": 200, "elsa": 200}


def test_what_is_not_there_is_not_found(loaded, client, ana):
    sign_in(client, ana)
    assert client.get(reverse("evidence:claim", args=["invented"])).status_code == 404
    assert client.get(reverse("evidence:derivation", args=["invented"])).status_code == 404


def test_the_list_says_when_nothing_is_loaded(client, ana):
    sign_in(client, ana)
    page = client.get(reverse("evidence:evidence")).content.decode()
    assert "amparo evidence load" in page


def test_the_list_names_kinds_claims_and_data_sets(loaded, client, coral):
    actions.store_dataset(
        by=coral, name="inventado", kind="otro", title="Datos inventados", is_public=True,
        file_sha256="a" * 64, columns=["x"], rows=[(2, ("1",)), (3, ("2",))],
    )  # fmt: skip
    sign_in(client, coral)
    page = client.get(reverse("evidence:evidence")).content.decode()
    for words in ("Estadística oficial", "Turistas que visitaron Puerto Vallarta en 2010",
                  "Datos inventados", "2 filas", "INEGI", "A2 m1", "por confirmar"):  # fmt: skip
        assert words in page, words


def test_a_claim_shows_words_lineage_and_grade_in_both_languages(loaded, client, ana):
    sign_in(client, ana)
    url = reverse("evidence:claim", args=["20000-cndh"])
    spanish = client.get(url).content.decode()
    assert '<html lang="es"' in spanish
    # As numbers are written in Mexico.
    assert "más de 20,000 personas al año" in spanish
    assert "each year more than 20,000 persons fall victim to human trafficking" in spanish
    assert "C6 m0" in spanish
    assert "Dicho primero por" in spanish
    ana.language = "en"
    ana.save()
    english = client.get(url).content.decode()
    assert "more than 20,000 persons a year" in english
    assert "Said first by" in english


def test_words_are_never_turned_into_a_number(loaded, client, ana):
    sign_in(client, ana)
    for name, words in (
        ("billions-a-year", "earn billions of dollars each year"),
        ("congress-hundreds", "hundreds of government officials"),
        ("vast-majority-guatemala", "the vast majority of them from Guatemala"),
    ):
        page = client.get(reverse("evidence:claim", args=[name])).content.decode()
        number = page.partition('class="big-number">')[2].partition("</p>")[0]
        assert number.startswith("en palabras: «"), name
        assert words in number


def test_a_derived_value_shows_its_interval_and_parts(loaded, client, ana):
    ana.language = "en"
    ana.save()
    sign_in(client, ana)
    page = client.get(reverse("evidence:derivation", args=["tourists-pv-2011"])).content.decode()
    assert "1,381,240 visitors, between 1,375,234 and 1,387,245" in page
    assert "The value is derived from different sources." in page
    assert reverse("evidence:claim", args=["tourists-pv-2010"]) in page


def test_an_editor_grades_and_a_caseworker_is_not_asked(loaded, client, ana, elsa):
    url = reverse("evidence:claim", args=["20000-cndh"])
    given = {"source": "C", "information": "5", "method": "m0", "why": "meaning drifted"}
    sign_in(client, ana)
    assert "<textarea" not in client.get(url).content.decode()
    assert client.post(url, given).status_code == 403
    client.logout()
    sign_in(client, elsa)
    assert "<textarea" in client.get(url).content.decode()
    assert client.post(url, given).status_code == 302
    grade = queries.grade(queries.claim("claim/20000-cndh"))
    assert (grade.mark, grade.assessed_by) == ("C5 m0", elsa)
    assert "C5 m0" in client.get(url).content.decode()


def test_a_grade_without_a_reason_is_asked_again(loaded, client, elsa):
    sign_in(client, elsa)
    url = reverse("evidence:claim", args=["20000-cndh"])
    answer = client.post(url, {"source": "C", "information": "5", "method": "m0", "why": ""})
    assert answer.status_code == 200
    assert "id_why_error" in answer.content.decode()


def test_grade_one_names_an_independent_claim(loaded, client, elsa):
    sign_in(client, elsa)
    url = reverse("evidence:claim", args=["presence-puerto-vallarta-iom"])
    given = {"source": "B", "information": "1", "method": "m1", "why": "two independent sources"}
    assert client.post(url, given).status_code == 403
    confirmed = given | {"corroborated_by": "claim/presence-puerto-vallarta-tip-2013"}
    assert client.post(url, confirmed).status_code == 302
    assert queries.grade(queries.claim("claim/presence-puerto-vallarta-iom")).mark == "B1 m1"


def test_every_claim_has_a_page_that_opens(loaded, client, ana, django_assert_max_num_queries):
    sign_in(client, ana)
    for claim in queries.claims():
        with django_assert_max_num_queries(30):
            assert client.get(claim.get_absolute_url()).status_code == 200, claim.code
