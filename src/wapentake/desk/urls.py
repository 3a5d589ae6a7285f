"""The addresses of `desk`, all under the partnership's name."""

from django.urls import path

from wapentake.desk.views import agenda, calendar, home, meetings, people, search

app_name = "desk"
urlpatterns = [
    path("", home.show_home, name="home"),
    path("meetings/", meetings.list_meetings, name="meetings"),
    path("meetings/<int:pk>/", meetings.show_meeting, name="meeting"),
    path("meetings/<int:pk>/agenda/", agenda.show_agenda, name="agenda"),
    path("meetings/<int:pk>/agenda/build/", agenda.build, name="build-agenda"),
    path("meetings/<int:pk>/agenda/new/", agenda.add_item, name="add-item"),
    path("meetings/<int:pk>/move/", calendar.move_meeting, name="move-meeting"),
    path("meetings/<int:pk>/cancel/", calendar.cancel_meeting, name="cancel-meeting"),
    path("meetings/items/<int:pk>/", agenda.edit_item, name="item"),
    path("meetings/items/<int:pk>/arrange/", agenda.arrange, name="arrange-item"),
    path("meetings/items/<int:pk>/remove/", agenda.remove, name="remove-item"),
    path("meetings/items/<int:pk>/restore/", agenda.restore, name="restore-item"),
    path("meetings/items/<int:pk>/papers/", agenda.add_file, name="add-paper"),
    path("meetings/papers/<int:pk>/", agenda.give_paper, name="paper"),
    path("meetings/papers/<int:pk>/remove/", agenda.remove_paper, name="remove-paper"),
    path("meetings/calendar/bodies/<int:pk>/plan/", calendar.plan_meetings, name="plan-meetings"),
    path("meetings/calendar/bodies/<int:pk>/meeting/", calendar.add_meeting, name="add-meeting"),
    path("people/initials/", people.show_initials, name="initials"),
    path("people/initials/<int:pk>/", people.settle, name="settle"),
    path("people/<int:pk>/", people.show_person, name="person"),
    path("search/", search.search, name="search"),
    path("words/<int:pk>/", meetings.show_words, name="words"),
]
