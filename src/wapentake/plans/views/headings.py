"""Views of the plan, their categories, and where rows stand."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from wapentake.accounts.requests import PartnershipRequest
from wapentake.plans.changes import (
    add_categories,
    drop_category,
    drop_view,
    put_category,
    put_view,
    stand_rows,
)
from wapentake.plans.forms import CategoriesForm, CategoryForm, StandForm, ViewForm
from wapentake.plans.lists import link_places
from wapentake.plans.models import Category, Plan, View
from wapentake.plans.queries import find_views
from wapentake.plans.views.shared import answer_form, in_plan, list_crumbs, try_change

_HERE = ("Views and categories", "plans:views", None)


@in_plan
def show_views(request: PartnershipRequest, plan: Plan) -> HttpResponseBase:
    """Show the views of the plan with their categories, and how many rows stand under each."""
    told = {
        "plan": plan,
        "views": find_views(plan),
        "places": link_places(request.partnership.slug, "plans:views"),
        "crumbs": list_crumbs(request, ("Views and categories", "", None)),
    }
    return render(request, "plans/views.html", told)


@in_plan
def add_view(request: PartnershipRequest, plan: Plan) -> HttpResponseBase:
    """Add a view: the funder's priorities, the county's, or the headings of an earlier plan."""
    form = ViewForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        held = form.cleaned_data
        if view := try_change(form, lambda: put_view(plan, held, by=request.user)):
            messages.success(request, "The view is there. Add its categories next.")
            return redirect("plans:categories", request.partnership.slug, view.pk)
    intro = "A view shows the same rows under other headings. No row changes by it."
    return answer_form(request, "Add a view", form, _HERE, intro=intro)


def _find_view(request: PartnershipRequest, pk: int) -> View:
    return get_object_or_404(View.objects.select_related("plan"), plan__partnership=request.partnership, pk=pk)


def _back(request: PartnershipRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("plans:views", request.partnership.slug)


def edit_view(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Rename a view, or let it hold the partnership's own objectives."""
    view = _find_view(request, pk)
    initial = {"name": view.name, "is_main": view.is_main}
    form = ViewForm(request.POST if request.method == "POST" else None, initial=initial)
    if view.is_main:  # another one is made the main one instead, so that there is always one
        del form.fields["is_main"]
    if request.method == "POST" and form.is_valid():
        held = form.cleaned_data
        if try_change(form, lambda: put_view(view.plan, held, by=request.user, view=view)):
            return _back(request, "Saved. No row changed by it.")
    return answer_form(request, "Change a view", form, _HERE)


def add_headings(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Add categories to a view."""
    view = _find_view(request, pk)
    form = CategoriesForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        add_categories(view, form.cleaned_data["names"], by=request.user)
        return _back(request, "Saved. Say next which actions stand under them.")
    return answer_form(request, "Add categories", form, _HERE, intro=view.name)


@require_POST
def remove_view(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Take a view away that has no categories."""
    drop_view(_find_view(request, pk), by=request.user)
    return _back(request, "The view is gone.")


def _find_category(request: PartnershipRequest, pk: int) -> Category:
    rows = Category.objects.select_related("view__plan")
    return get_object_or_404(rows, view__plan__partnership=request.partnership, pk=pk)


def edit_category(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Rename a category, or put it in another place."""
    category = _find_category(request, pk)
    initial = {"name": category.name, "position": category.position}
    form = CategoryForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        held = form.cleaned_data
        if try_change(form, lambda: put_category(category, held, by=request.user)):
            return _back(request, "Saved. The rows under it are as they were.")
    return answer_form(request, "Change a category", form, _HERE, intro=category.view.name)


def stand(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Say which rows stand under a category."""
    category = _find_category(request, pk)
    form = StandForm(request.POST if request.method == "POST" else None, category=category)
    if request.method == "POST" and form.is_valid():
        stand_rows(category, form.chosen, by=request.user)
        return _back(request, "Saved. Where these actions stand in other views is as it was.")
    intro = f"{category.view.name}: {category.name}"
    return answer_form(request, "What stands under it", form, _HERE, intro=intro)


@require_POST
def remove_category(request: PartnershipRequest, pk: int) -> HttpResponse:
    """Take a category away, under which nothing stands."""
    drop_category(_find_category(request, pk), by=request.user)
    return _back(request, "The category is gone.")
