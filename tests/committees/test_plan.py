"""Commitments by line, and what is late for long goes before the chair."""

import re

import pytest

from amparo.committees.actions import commitments, committees, plan
from amparo.committees.models import Session
from amparo.committees.queries import sessions as queries
from amparo.core import clock
from amparo.core.decisions import Refused
from tests.committees.sitting import DAY, url
from tests.helpers import sign_in


def owed(bay, days, text="Tarde", **facts):
    facts = {"owner": bay.hotels, "origin": "committee", "committee": bay.committee} | facts
    due = clock.today() - days * DAY
    return commitments.write(by=bay.office.sara, text=text, made="2020", due_on=due, **facts)


def test_what_is_late_for_long_goes_before_the_chair(bay, client):
    owed(bay, 15, "Todavía no")
    late = owed(bay, 16, "Ya sí")
    sign_in(client, bay.office.sara)
    page = client.get(bay.committee.get_absolute_url()).content.decode()
    listed = page[page.index("For the chair") : page.index("</section>")]
    assert "Ya sí" in listed
    assert "Todavía no" not in listed
    at = f"{bay.committee.get_absolute_url()}sessions/new/"
    page = client.get(at).content.decode()
    assert re.search(rf'value="{late.pk}"[^>]*checked', page)
    typed = {"kind": "ordinary", "on": "2026-01-01", "starts_at": "10:00", "place": "Sala",
             "points": "Asistencia", "about": [str(late.pk)]}  # fmt: skip
    client.post(at, typed)
    held = Session.objects.get()
    assert [(row.text, row.commitment) for row in held.points.all()] == [
        ("Asistencia", None), ("Ya sí", late),
    ]  # fmt: skip
    assert queries.suggested(held, on=clock.today()) == []
    client.post(at, typed | {"about": []})
    other = Session.objects.exclude(pk=held.pk).get()
    assert queries.suggested(other, on=clock.today()) == [late]
    client.post(url(other, "agenda/"), {"about": [str(late.pk)]})
    assert other.points.last().commitment == late


def test_commitments_by_line(bay, client):
    sign_in(client, bay.office.sara)
    at = f"{bay.committee.get_absolute_url()}plan/"
    client.post(at, {"title": "Prevenir"})
    assert "The plan has this line already" in client.post(
        at, {"title": "prevenir"}
    ).content.decode()  # fmt: skip
    client.post(at, {"title": "Atender"})
    first, second = bay.committee.lines.all()
    late, free = owed(bay, 1, "De línea"), owed(bay, 1, "Suelto")
    client.post(f"/committees/commitments/{late.pk}/line/", {"line": str(second.pk)})
    page = client.get(at).content.decode()
    order = ["1. Prevenir", "2. Atender", "De línea", "Of no line", "Suelto"]
    places = [page.rindex(words) for words in order]
    assert places == sorted(places)
    assert "Hoteles Inventados</a>: 2<ul>" in page
    commitments.settle(by=bay.office.sara, commitment=late, evidence="x")
    assert "1 of 1 kept" in client.get(at).content.decode()
    client.post(f"/committees/commitments/{free.pk}/line/", {"line": ""})
    other = committees.record(by=bay.office.sara, name="Otro")
    theirs = plan.draw(by=bay.office.sara, committee=other, title="Prevenir")
    with pytest.raises(Refused, match="another committee"):
        plan.put_in_line(by=bay.office.sara, commitment=free, line=theirs)
    assert first.number == theirs.number == 1
