"""The addresses of `actions`."""

from django.urls import path

from wapentake.actions import views

app_name = "actions"
urlpatterns = [
    path("", views.show_list, name="list"),
    path("<int:pk>/", views.show_action, name="action"),
    path("<int:pk>/done/", views.mark_done, name="done"),
    path("<int:pk>/reopen/", views.open_again, name="reopen"),
]
