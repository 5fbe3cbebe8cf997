"""What whoever holds a telephone reaches: an address that says nothing."""

from django.urls import path

from amparo.assistance.views import asked

app_name = "asked"
urlpatterns = [path("<str:token>/", asked.asked, name="asked")]
