"""The papers that say who she is: lines, whether somebody typed them or a register brought them."""

import pytest
from django.utils import translation

from amparo.cases.blocks import contents
from amparo.cases.models import Case
from amparo.cases.queries import notes
from amparo.people import papers
from amparo.people.enums import Block
from amparo.people.models import Person
from amparo.registers import actions as registers
from tests.helpers import sign_in

TYPED = ["Pasaporte GT 7654321", "Acta 12"]
# As a register of an earlier version was kept.
IN_PARTS = [{"kind": "CURP", "number": "INVE010504MDFXXX09"}, {"kind": "DPI", "number": ""}]


@pytest.fixture(params=[TYPED, IN_PARTS], ids=["typed", "in parts"])
def her(town, request):
    return town.new_case(person={"identity_documents": request.param}).person


def lines(person):
    return Person.objects.get(pk=person.pk).papers


def test_they_are_read_as_lines_whatever_they_were_kept_as(her):
    held = lines(her)
    assert held in (TYPED, ["CURP: INVE010504MDFXXX09", "DPI"])
    case = Case.objects.get(person=her)
    with translation.override("en"):
        said = {str(fact.label): fact.value for fact in contents(case, Block.IDENTITY)}
    assert said["Identity documents"] == "; ".join(held)


def test_a_note_is_copied_without_their_numbers(her):
    left_out = notes._of_her(Case.objects.get(person=her))
    assert {"7654321", "INVE010504MDFXXX09"} & set(left_out)


def test_the_page_of_a_person_shows_them_and_saves_what_was_not_changed(her, town, client):
    sign_in(client, town.ana)
    url = f"/people/{her.pk}/"
    before = lines(her)
    form = client.get(url).context["form"]
    assert form["identity_documents"].value() == "\n".join(before)
    same = {b.name: "" if b.value() in (None, False) else b.value() for b in form}
    assert client.post(url, same).status_code == 302
    assert Person.objects.get(pk=her.pk).version == 1
    more = same | {"identity_documents": "\r\n".join([*before, "DUI 0 (invented)"])}
    assert client.post(url, more).status_code == 302
    assert lines(her) == [*before, "DUI 0 (invented)"]
    case = Case.objects.get(person=her)
    shown = client.get(f"{case.get_absolute_url()}identity/").content.decode()
    assert "{" not in shown.partition("<main")[2].partition("</main")[0]


def test_the_number_after_a_heading_with_a_digit_is_that_of_the_line():
    def numbers(person):
        return papers.numbers(person.papers)

    brought = Person(identity_documents=[{"kind": "Documento 1", "number": "1234-56789 0101"}])
    typed = Person(identity_documents=["DPI 1234567890101"])
    assert numbers(brought) & numbers(typed)
    assert not numbers(brought) & numbers(Person(identity_documents=["DPI 9934567890101"]))


def test_a_register_brings_them_in_as_lines(town, places, register):
    row = "nombre,documento", "Rosa Inventada,INVE-7654321"
    registers.bring_in(by=town.alba, path=register(*row), agency=town.casa_luz)
    person = Person.objects.get(came_from="register")
    assert person.identity_documents == ["documento: INVE-7654321"]
