"""The addresses of `desk`, all under the partnership's name."""

from django.urls import path

from wapentake.desk.views import home, meetings, people, search

app_name = "desk"
urlpatterns = [
    path("", home.show_home, name="home"),
    path("meetings/", meetings.list_meetings, name="meetings"),
    path("meetings/<int:pk>/", meetings.show_meeting, name="meeting"),
    path("people/initials/", people.show_initials, name="initials"),
    path("people/initials/<int:pk>/", people.settle, name="settle"),
    path("people/<int:pk>/", people.show_person, name="person"),
    path("search/", search.search, name="search"),
    path("words/<int:pk>/", meetings.show_words, name="words"),
]
