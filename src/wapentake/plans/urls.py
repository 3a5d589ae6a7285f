"""The addresses of `plans`."""

from django.urls import path

from wapentake.plans.views import editions, headings, plan, progress, rows

app_name = "plans"
urlpatterns = [
    path("", plan.show_plan, name="plan"),
    path("begin/", plan.begin, name="begin"),
    path("settings/", plan.show_settings, name="settings"),
    path("settings/updates/", plan.set_own_rhythm, name="rhythm"),
    path("settings/<int:pk>/", plan.edit_plan, name="edit-plan"),
    path("actions/add/", rows.add_row, name="add-row"),
    path("actions/add-many/", rows.add_many, name="add-many"),
    path("actions/<int:pk>/", rows.show_row, name="row"),
    path("actions/<int:pk>/edit/", rows.edit_row, name="edit-row"),
    path("actions/<int:pk>/end/", rows.end_row, name="end-row"),
    path("actions/<int:pk>/update/", progress.add_update, name="update"),
    path("actions/<int:pk>/measure/", progress.add_measure, name="add-measure"),
    path("actions/<int:pk>/milestone/", progress.add_milestone, name="add-milestone"),
    path("measures/<int:pk>/", progress.edit_measure, name="measure"),
    path("measures/<int:pk>/value/", progress.add_value, name="value"),
    path("milestones/<int:pk>/", progress.edit_milestone, name="milestone"),
    path("milestones/<int:pk>/reached/", progress.reach, name="reach"),
    path("views/", headings.show_views, name="views"),
    path("views/add/", headings.add_view, name="add-view"),
    path("views/<int:pk>/", headings.edit_view, name="view"),
    path("views/<int:pk>/categories/", headings.add_headings, name="categories"),
    path("views/<int:pk>/remove/", headings.remove_view, name="remove-view"),
    path("categories/<int:pk>/", headings.edit_category, name="category"),
    path("categories/<int:pk>/actions/", headings.stand, name="stand"),
    path("categories/<int:pk>/remove/", headings.remove_category, name="remove-category"),
    path("editions/", editions.show_editions, name="editions"),
    path("editions/refresh/", editions.refresh, name="refresh"),
    path("editions/<int:pk>/", editions.show_edition, name="edition"),
]
