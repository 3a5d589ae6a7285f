"""The address of the pack for a council's own meeting system."""

from django.urls import path

from wapentake.reports.views import packs

app_name = "reports"
urlpatterns = [path("meetings/<int:pk>/pack.zip", packs.send_pack, name="pack")]
