"""The addresses of `returns`; the page of one return is `desk:return`."""

from django.urls import path

from wapentake.returns.views import parts, returns, templates

app_name = "returns"
urlpatterns = [
    path("", returns.show_list, name="list"),
    path("add/", returns.add, name="add"),
    path("spreadsheets/", templates.show_templates, name="templates"),
    path("spreadsheets/<int:pk>/", templates.edit_template, name="template"),
    path("<int:pk>/edit/", returns.edit, name="edit"),
    path("<int:pk>/move/", returns.move, name="move"),
    path("<int:pk>/draft/", returns.draft, name="draft"),
    path("<int:pk>/parts/add/", returns.add_part, name="add-part"),
    path("parts/<int:pk>/", parts.show, name="part"),
    path("parts/<int:pk>/change/", returns.change_part, name="change-part"),
    path("parts/<int:pk>/type-in/", parts.type_in, name="type-in"),
    path("parts/<int:pk>/accept/", parts.accept, name="accept"),
    path("parts/<int:pk>/leave-out/", parts.skip, name="leave-out"),
    path("parts/<int:pk>/take-in/", parts.need, name="take-in"),
    path("parts/<int:pk>/stand/", parts.stand, name="stand"),
]
