"""The addresses of papers for those who are signed in: the pack for a council's own meeting system, open actions."""

from django.urls import path

from wapentake.reports.views import matters, packs, treasurer

app_name = "reports"
urlpatterns = [
    path("money/report.pdf", treasurer.send_treasurer, name="treasurer-pdf"),
    path("meetings/<int:pk>/pack.zip", packs.send_pack, name="pack"),
    path("meetings/<int:pk>/actions/list/", matters.show_matters, name="matters"),
    path("meetings/<int:pk>/actions/list.pdf", matters.send_matters, name="matters-pdf"),
]
