"""The addresses of `money`."""

from django.urls import path

from wapentake.money.views import commitments, funds, journal, position, reconcile, report, years

app_name = "money"
urlpatterns = [
    path("", position.show_position, name="position"),
    path("report/", report.show_report, name="report"),
    path("report/outlook/<int:pk>/", report.edit_outlook, name="outlook"),
    path("reconcile/", reconcile.show_sums, name="reconcile"),
    path("reconcile/<int:pk>/", reconcile.settle, name="settle"),
    path("postings/", report.show_postings, name="postings"),
    path("handover/", position.show_handover, name="handover"),
    path("funds/", funds.show_list, name="funds"),
    path("funds/add/", funds.add_fund, name="add-fund"),
    path("funds/<int:pk>/", funds.show_fund, name="fund"),
    path("funds/<int:pk>/edit/", funds.edit_fund, name="edit-fund"),
    path("funds/<int:pk>/budget/", report.edit_budget, name="budget"),
    path("funds/<int:pk>/drawdown/", funds.move_on, name="drawdown"),
    path("journal/", journal.show_list, name="journal"),
    path("journal/enter/<slug:kind>/", journal.enter, name="enter"),
    path("journal/<int:pk>/", journal.show_entry, name="entry"),
    path("journal/<int:pk>/approve/", journal.approve, name="approve"),
    path("journal/<int:pk>/drop/", journal.drop, name="drop"),
    path("journal/<int:pk>/reverse/", journal.reverse_one, name="reverse"),
    path("commitments/", commitments.show_list, name="commitments"),
    path("commitments/add/", commitments.add_commitment, name="commit"),
    path("commitments/<int:pk>/", commitments.show_commitment, name="commitment"),
    path("commitments/<int:pk>/evidence/", commitments.meet_condition, name="evidence"),
    path("commitments/<int:pk>/pledge/", commitments.pledge, name="pledge"),
    path("commitments/<int:pk>/renew/", commitments.renew, name="renew"),
    path("commitments/<int:pk>/end/", commitments.end, name="end"),
    path("commitments/<int:pk>/sweep/", years.sweep, name="sweep"),
    path("evidence/<int:pk>/", commitments.give_evidence, name="evidence-file"),
    path("years/", years.show_years, name="years"),
    path("years/open/", years.open_year, name="open-year"),
    path("years/limit/", years.set_own_limit, name="limit"),
    path("years/<int:pk>/shut/", years.shut, name="shut"),
    path("years/<int:pk>/end/", years.show_end, name="end-of-year"),
    path("years/<int:pk>/close/", years.close, name="close"),
]
