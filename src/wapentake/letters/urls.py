"""The addresses of `letters`."""

from django.urls import path

from wapentake.letters import views

app_name = "letters"
urlpatterns = [
    path("", views.show_list, name="list"),
    path("<int:pk>/", views.show_letter, name="letter"),
    path("<int:pk>/again/", views.send_again, name="again"),
    path("<int:pk>/arrived/", views.confirm_arrival, name="arrived"),
    path("received/", views.show_received, name="received"),
    path("received/<int:pk>/", views.show_mail, name="mail"),
    path("received/<int:pk>/take/", views.take_mail, name="take"),
    path("received/<int:pk>/leave/", views.leave_mail, name="leave"),
]
