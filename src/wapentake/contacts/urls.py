"""The addresses of `contacts`. One person with all they did and their address, and initials, are pages of `desk`."""

from django.urls import path

from wapentake.contacts import views

app_name = "contacts"
urlpatterns = [
    path("", views.show_people, name="people"),
    path("organisations/", views.show_organisations, name="organisations"),
    path("same/", views.show_likenesses, name="likenesses"),
]
