"""The addresses of `chasing`: the coordinator's, and those that need no sign-in but a link."""

from django.urls import path

from wapentake.chasing.views import asked, link, marking, overview, passing

app_name = "chasing"
urlpatterns = [
    path("", overview.show_overview, name="overview"),
    path("start/", overview.start, name="start"),
    path("stop/", overview.stop, name="stop"),
    path("rule/", overview.edit_rule, name="rule"),
    path("answers/<int:pk>/", overview.settle, name="settle"),
    path("links/", overview.show_links, name="links"),
    path("links/<int:pk>/end/", overview.end_link, name="end-link"),
]

by_link = (
    [
        path("<str:token>/", link.show_actions, name="actions"),
        path("<str:token>/actions/<int:pk>/", link.answer_action, name="action"),
        path("<str:token>/parts/<int:pk>/", asked.answer, name="part"),
        path("<str:token>/parts/<int:pk>/pass/", passing.pass_part, name="pass-part"),
        path("<str:token>/rows/<int:pk>/pass/", passing.pass_row, name="pass-row"),
        path("<str:token>/rows/<int:pk>/", asked.update_row, name="row"),
        path("<str:token>/not-me/", link.say_not_me, name="not-me"),
        path("<str:token>/again/", link.ask_again, name="again"),
        path("<str:token>/calendar/", link.show_calendar, name="calendar"),
        path("<str:token>/bids/", marking.show_bids, name="bids"),
        path("<str:token>/bids/<int:pk>/", marking.mark_bid, name="bid"),
        path("<str:token>/actions.ics", link.send_calendar, name="feed"),
    ],
    "by-link",
)
