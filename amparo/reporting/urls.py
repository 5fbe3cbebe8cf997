from django.urls import path

from amparo.reporting.views import monthly, owed, requests, sheet, template

app_name = "reporting"
ONE = "projects/<uuid:project_id>/template/"
urlpatterns = [
    path("", monthly.monthly, name="monthly"),
    path("returns/", owed.returns, name="returns"),
    path("returns/<uuid:owed_id>/", owed.owed, name="owed"),
    path("requests/", requests.requests, name="requests"),
    path("requests/<uuid:asked_id>/", requests.one, name="request"),
    path("sheet.pdf", sheet.sheet, name="sheet"),
    path(ONE, template.template, name="template"),
    path(f"{ONE}workbook.xlsx", template.workbook, name="workbook"),
]
