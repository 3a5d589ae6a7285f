"""The addresses of `actions`. One action with its whole life, and who leads it, are pages of `desk`."""

from django.urls import path

from wapentake.actions import views

app_name = "actions"
urlpatterns = [
    path("", views.show_list, name="list"),
    path("<int:pk>/state/", views.change_state, name="state"),
    path("<int:pk>/close/", views.close, name="close"),
    path("<int:pk>/reopen/", views.open_again, name="reopen"),
    path("<int:pk>/due/", views.change_due, name="due"),
    path("<int:pk>/note/", views.write_note, name="note"),
    path("<int:pk>/each/", views.give_to_each, name="each"),
    path("notes/<int:pk>/file/", views.give_file, name="file"),
]
