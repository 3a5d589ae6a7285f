"""The addresses of `sources`."""

from django.urls import path

from wapentake.sources import views

app_name = "sources"
urlpatterns = [
    path("money/said/", views.show_amounts, name="amounts"),
    path("figures/", views.show_figures, name="figures"),
    path("findings/", views.show_findings, name="findings"),
    path("findings/<int:pk>/", views.show_finding, name="finding"),
]
