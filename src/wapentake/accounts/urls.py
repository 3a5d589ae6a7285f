"""The addresses of `accounts`."""

from django.urls import path

from wapentake.accounts import views

app_name = "accounts"
urlpatterns = [path("", views.choose, name="choose")]
