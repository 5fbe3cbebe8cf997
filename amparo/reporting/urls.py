from django.urls import path

from amparo.reporting.views import (
    committee_page,
    monthly,
    owed,
    project_page,
    requests,
    sheet,
    template,
)

app_name = "reporting"
ONE = "projects/<uuid:project_id>/template/"
urlpatterns = [
    path("", monthly.monthly, name="monthly"),
    path("returns/", owed.returns, name="returns"),
    path("returns/<uuid:owed_id>/", owed.owed, name="owed"),
    path("requests/", requests.requests, name="requests"),
    path("requests/<uuid:asked_id>/", requests.one, name="request"),
    path("sheet.pdf", sheet.sheet, name="sheet"),
    path(
        "committees/<uuid:committee_id>/page.pdf",
        committee_page.committee_page,
        name="committee_page",
    ),
    path("projects/<uuid:project_id>/page.pdf", project_page.project_page, name="project_page"),
    path(ONE, template.template, name="template"),
    path(f"{ONE}workbook.xlsx", template.workbook, name="workbook"),
]
