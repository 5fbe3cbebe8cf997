from django.urls import include, path

urlpatterns = [
    path("", include("amparo.site.urls")),
    path("counts/", include("amparo.statistics.urls")),
    path("", include("amparo.releases.urls")),
    path("reports/", include("amparo.reporting.urls")),
    path("analyses/", include("amparo.analyses.urls")),
    path("evidence/", include("amparo.evidence.urls")),
    path("committees/", include("amparo.committees.urls")),
    path("projects/", include("amparo.projects.urls")),
    path("agreements/", include("amparo.agreements.urls")),
    path("packages/", include("amparo.referrals.package_urls")),
    path("network/", include("amparo.reporting.network.urls")),
    path("directory/", include("amparo.directory.urls")),
    path("s/", include("amparo.directory.public_urls")),
    path("organisations/", include("amparo.organisations.urls")),
    path("registers/", include("amparo.registers.urls")),
    path("cases/", include("amparo.cases.urls")),
    path("a/", include("amparo.cases.agenda_urls")),
    path("m/", include("amparo.cases.tip_urls")),
    path("shared/", include("amparo.cases.shared_urls")),
    path("people/", include("amparo.people.urls")),
    path("journeys/", include("amparo.journeys.urls")),
    path("referrals/", include("amparo.referrals.urls")),
    path("assistance/", include("amparo.assistance.urls")),
    path("q/", include("amparo.assistance.asked_urls")),
    path("shelter/", include("amparo.assistance.shelter_urls")),
    path("members/", include("amparo.agencies.urls")),
    path("account/", include("amparo.agencies.sign_in_urls")),
]
handler400 = "amparo.site.views.errors.malformed"
handler403 = "amparo.site.views.errors.refused"
handler404 = "amparo.site.views.errors.not_found"
handler429 = "amparo.site.views.errors.too_many"  # asked for by allauth
handler500 = "amparo.site.views.errors.broken"
