"""The addresses of `desk`, all under the partnership's name."""

from django.urls import path

from wapentake.desk.views import home, meetings, minutes, people, roll, search, settling

app_name = "desk"
urlpatterns = [
    path("", home.show_home, name="home"),
    path("meetings/", meetings.list_meetings, name="meetings"),
    path("meetings/<int:pk>/", meetings.show_meeting, name="meeting"),
    path("meetings/<int:pk>/minutes/", minutes.show_minutes, name="minutes"),
    path("meetings/<int:pk>/minutes/start/", minutes.start_minutes, name="minutes-start"),
    path("meetings/<int:pk>/minutes/read/", minutes.read_minutes, name="minutes-read"),
    path("meetings/<int:pk>/minutes/save/", minutes.save_minutes, name="minutes-save"),
    path("meetings/<int:pk>/minutes/refuse/", minutes.refuse_read, name="minutes-refuse"),
    path("meetings/<int:pk>/roll/", roll.keep, name="roll"),
    path("meetings/<int:pk>/roll/add/", roll.add, name="roll-add"),
    path("minutes/items/<int:pk>/decision/", settling.add_resolution, name="resolution-new"),
    path("minutes/decisions/<int:pk>/", settling.edit_resolution, name="resolution"),
    path("minutes/items/<int:pk>/interest/", settling.add_declaration, name="declaration-new"),
    path("minutes/interests/<int:pk>/", settling.edit_declaration, name="declaration"),
    path("people/initials/", people.show_initials, name="initials"),
    path("people/initials/<int:pk>/", people.settle, name="settle"),
    path("people/<int:pk>/", people.show_person, name="person"),
    path("search/", search.search, name="search"),
    path("words/<int:pk>/", meetings.show_words, name="words"),
]
