"""The addresses of `agendas`: the forward plan. The agenda of a meeting is a page of `desk`."""

from django.urls import path

from wapentake.agendas import views

app_name = "agendas"
urlpatterns = [
    path("", views.show_plan, name="plan"),
    path("proposal/", views.decide_proposal, name="proposal"),
    path("new/", views.add_item, name="add"),
    path("<int:pk>/", views.show_item, name="item"),
    path("<int:pk>/change/", views.edit_item, name="edit"),
    path("<int:pk>/defer/", views.defer_item, name="defer"),
    path("<int:pk>/drop/", views.drop_item, name="drop"),
    path("<int:pk>/settle/", views.settle_item, name="settle"),
]
