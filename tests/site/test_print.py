"""One sheet of A4 for whoever prints, by the browser or by WeasyPrint, marked as it must be."""

import pytest
from django.contrib.staticfiles import finders
from django.template import engines

SHEET = """{% extends "_components/print_base.html" %}
{% block title %}Sheet{% endblock %}{% block heading %}Case K7-2231{% endblock %}
{% block content %}{% include "_components/facts.html" %}
<p>{% include "_components/badge.html" with label="Urgent" look="urgent" %}</p>{% endblock %}"""


def sheet(**context):
    rows = [("Number", "K7-2231"), ("Next step", ""), ("Events", 0)]
    context = {"rows": rows, "displayed_name": "Cuaderno"} | context
    return engines["django"].from_string(SHEET).render(context)


@pytest.mark.parametrize("is_one", [True, False])
def test_a_printed_sheet_says_whether_it_is_a_demonstration(is_one):
    html = sheet(demonstration=is_one)
    assert ('class="strip"' in html) == is_one
    assert ('class="demonstration"' in html) == is_one


def test_an_empty_fact_is_told_apart_from_nought():
    html = sheet()
    assert html.count("not recorded") == 1
    assert "<dd>0</dd>" in html


def test_the_stylesheet_marks_every_page_of_a_demonstration():
    for name in ["site/print.css", "site/amparo.css"]:
        with open(finders.find(name)) as file:
            assert "@page demonstration { @top-center" in file.read()


@pytest.mark.filterwarnings("default")
def test_a_short_sheet_is_one_page_of_a4():
    try:
        from weasyprint import CSS, HTML
    except OSError:
        pytest.skip("Pango is not installed; `make setup` installs it as root.")
    style = CSS(filename=finders.find("site/print.css"))
    pages = HTML(string=sheet(demonstration=True)).render(stylesheets=[style]).pages
    assert [(round(p.width * 25.4 / 96), round(p.height * 25.4 / 96)) for p in pages] == [
        (210, 297)
    ]
