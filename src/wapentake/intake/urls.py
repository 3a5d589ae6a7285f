"""The addresses of `intake`, all under the partnership's name."""

from django.urls import path

from wapentake.intake.views import beside, followed, pages, putting_right, removing

app_name = "intake"
urlpatterns = [
    path("", pages.show_pages, name="pages"),
    path("progress/", pages.show_progress, name="progress"),
    path("add/", pages.add_pages, name="add"),
    path("fetch/", pages.fetch_pages, name="fetch"),
    path("accept-certain/", pages.accept_everywhere, name="accept-everywhere"),
    path("undo/<uuid:batch>/", beside.undo, name="undo"),
    path("done/", followed.show_reports, name="reports"),
    path("done/decide/", followed.decide_reports, name="decide-reports"),
    path("done/undo/<uuid:batch>/", followed.undo, name="undo-reports"),
    path("<int:pk>/", beside.show_page, name="page"),
    path("<int:pk>/decide/", beside.decide, name="decide"),
    path("<int:pk>/select/", putting_right.select_words, name="select"),
    path("<int:pk>/new/", putting_right.add_statement, name="new"),
    path("<int:pk>/strike/", removing.strike, name="strike"),
    path("passage/<int:pk>/", putting_right.correct, name="correct"),
    path("source/<int:pk>/original/", removing.send_original, name="original"),
    path("source/<int:pk>/withdraw/", removing.withdraw, name="withdraw"),
    path("source/<int:pk>/again/", removing.read_again, name="again"),
]
