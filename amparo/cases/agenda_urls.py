"""Where a calendar program asks: an address that says nothing of the programme."""

from django.urls import path

from amparo.cases.views import calendar

app_name = "agenda"
urlpatterns = [path("<str:secret>.ics", calendar.feed, name="file")]
