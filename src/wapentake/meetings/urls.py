"""The addresses of `meetings`: its decisions, and the calendar. A meeting with all that hangs from it is of `desk`."""

from django.urls import path

from wapentake.meetings import views

app_name = "decisions"
urlpatterns = [path("", views.show_decisions, name="list")]

calendar = (
    [
        path("", views.show_calendar, name="list"),
        path("bodies/propose/", views.propose, name="propose"),
        path("bodies/new/", views.add_series, name="add-series"),
        path("bodies/<int:pk>/", views.show_series, name="series"),
        path("bodies/<int:pk>/change/", views.edit_series, name="edit-series"),
        path("bodies/<int:pk>/standing/", views.add_standing, name="add-standing"),
        path("bodies/<int:pk>/recurring/", views.take_recurring, name="recurring"),
        path("standing/<int:pk>/", views.edit_standing, name="standing"),
        path("standing/<int:pk>/arrange/", views.arrange_standing, name="arrange-standing"),
        path("notice/", views.set_notice, name="notice"),
    ],
    "calendar",
)
