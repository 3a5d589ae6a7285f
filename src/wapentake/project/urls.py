"""The addresses of the product. All that belongs to a partnership lies under its name."""

from django.urls import URLPattern, URLResolver, include, path

from wapentake.chasing.urls import by_link
from wapentake.meetings.urls import calendar

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("wapentake.accounts.signin")),
    path("", include("wapentake.accounts.urls")),
    path("public/<slug:slug>/", include("wapentake.reports.urls")),
    path("by-link/", include(by_link)),
    path(
        "<slug:partnership>/",
        include(
            [
                path("", include("wapentake.desk.urls")),
                path("meetings/calendar/", include(calendar)),
                path("meetings/plan/", include("wapentake.agendas.urls")),
                path("actions/", include("wapentake.actions.urls")),
                path("chasing/", include("wapentake.chasing.urls")),
                path("decisions/", include("wapentake.meetings.urls")),
                path("money/extracts/", include("wapentake.extracts.urls")),
                path("money/", include("wapentake.money.urls")),
                path("returns/", include("wapentake.returns.urls")),
                path("plan/", include("wapentake.plans.urls")),
                path("bids/", include("wapentake.bids.urls")),
                path("people/", include("wapentake.contacts.urls")),
                path("letters/", include("wapentake.letters.urls")),
                path("pages/", include("wapentake.intake.urls")),
                path("", include("wapentake.sources.urls")),
                path("", include("wapentake.reports.pack_urls")),
            ]
        ),
    ),
]
