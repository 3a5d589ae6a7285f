"""The addresses of papers for those who are signed in: the pack for a council's own system, open actions, the plan."""

from django.urls import path

from wapentake.reports.views import matters, packs, plans, treasurer

app_name = "reports"
urlpatterns = [
    path("money/report.pdf", treasurer.send_treasurer, name="treasurer-pdf"),
    path("meetings/<int:pk>/pack.zip", packs.send_pack, name="pack"),
    path("meetings/<int:pk>/actions/list/", matters.show_matters, name="matters"),
    path("meetings/<int:pk>/actions/list.pdf", matters.send_matters, name="matters-pdf"),
    path("plan/public/", plans.show_publishing, name="plan"),
    path("plan/public/publish/", plans.publish, name="publish-plan"),
    path("plan/public/withdraw/", plans.withdraw, name="withdraw-plan"),
]
