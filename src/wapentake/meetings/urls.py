"""The addresses of `meetings`: its decisions. A meeting with all that hangs from it is a page of `desk`."""

from django.urls import path

from wapentake.meetings import views

app_name = "decisions"
urlpatterns = [path("", views.show_decisions, name="list")]
