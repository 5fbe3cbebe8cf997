from django.urls import path

from amparo.projects.views import activities, edit, frame, indicators, money, project, projects

app_name = "projects"
ONE = "<uuid:project_id>/"
urlpatterns = [
    path("", projects.projects, name="projects"),
    path("new/", edit.record, name="record"),
    path("indicators/", indicators.indicators, name="indicators"),
    path(ONE, project.project, name="project"),
    path(f"{ONE}edit/", edit.edit, name="edit"),
    path(f"{ONE}money/", money.money, name="money"),
    path(f"{ONE}money/line/", money.budget, name="budget"),
    path(f"{ONE}money/<uuid:payment_id>/strike/", money.strike, name="strike"),
    path(f"{ONE}activities/", activities.activities, name="activities"),
    path(f"{ONE}activities/<uuid:activity_id>/strike/", activities.strike, name="strike_activity"),
    path(f"{ONE}log-frame/", frame.frame, name="frame"),
    path(f"{ONE}log-frame/row/", frame.row, name="row"),
    path(f"{ONE}log-frame/<uuid:row_id>/target/", frame.target, name="target"),
]
