from django.urls import path

from amparo.analyses.views import analyses, download, read

app_name = "analyses"
urlpatterns = [
    path("", analyses.analyses, name="analyses"),
    path("read/<slug:place>/<slug:language>/<str:as_of>/", read.read, name="read"),
    path(
        "file/<slug:place>/<slug:language>/<str:as_of>/<str:kind>/", download.download, name="file"
    ),
]
