"""The addresses of `extracts`."""

from django.urls import path

from wapentake.extracts.views import files, lines, mappings, matching

app_name = "extracts"
urlpatterns = [
    path("", files.show_list, name="list"),
    path("add/", files.add, name="add"),
    path("<int:pk>/", files.show_extract, name="extract"),
    path("<int:pk>/bring/", files.bring, name="bring"),
    path("<int:pk>/drop/", files.drop, name="drop"),
    path("<int:pk>/undo/", files.undo, name="undo"),
    path("columns/", mappings.show_list, name="mappings"),
    path("columns/add/", mappings.add, name="add-mapping"),
    path("columns/<int:pk>/", mappings.edit, name="mapping"),
    path("match/", matching.show, name="match"),
    path("match/accept/", matching.accept, name="accept"),
    path("lines/", lines.show_list, name="lines"),
    path("lines/<int:pk>/", lines.show_line, name="line"),
    path("lines/<int:pk>/match/", lines.match, name="match-line"),
    path("lines/<int:pk>/enter/", lines.enter, name="enter"),
    path("lines/<int:pk>/aside/", lines.aside, name="aside"),
    path("lines/<int:pk>/let-go/", lines.release, name="let-go"),
]
