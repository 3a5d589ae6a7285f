"""The addresses of `bids`."""

from django.urls import path

from wapentake.bids.views import after, bids, deciding, marking, said

app_name = "bids"
urlpatterns = [
    path("", bids.show_list, name="list"),
    path("add/", bids.write, name="add"),
    path("marking/", marking.show_scheme, name="scheme"),
    path("marking/change/", marking.change_scheme, name="change-scheme"),
    path("said/", said.show_list, name="said"),
    path("said/<int:pk>/take/", said.take, name="take"),
    path("said/<int:pk>/refuse/", said.refuse, name="refuse"),
    path("files/<int:pk>/", bids.give_file, name="file"),
    path("files/<int:pk>/remove/", bids.remove_file, name="remove-file"),
    path("markers/<int:pk>/", marking.mark, name="mark"),
    path("markers/<int:pk>/excuse/", marking.excuse, name="excuse"),
    path("shares/<int:pk>/", after.pledge, name="pledge"),
    path("reports/<int:pk>/", after.receive, name="report"),
    path("reports/<int:pk>/drop/", after.drop, name="drop-report"),
    path("<int:pk>/", bids.show_bid, name="bid"),
    path("<int:pk>/edit/", bids.write, name="edit"),
    path("<int:pk>/file/", bids.add_file, name="add-file"),
    path("<int:pk>/circulate/", marking.circulate, name="circulate"),
    path("<int:pk>/agree/", marking.agree, name="agree"),
    path("<int:pk>/interest/", marking.declare, name="interest"),
    path("<int:pk>/decide/", deciding.decide, name="decide"),
    path("<int:pk>/sign/", after.sign, name="sign"),
    path("<int:pk>/ask-report/", after.ask, name="ask-report"),
    path("<int:pk>/claw-back/", after.claw, name="claw-back"),
    path("<int:pk>/withdraw/", after.withdraw, name="withdraw"),
    path("<int:pk>/step/<slug:name>/", after.step, name="step"),
]
