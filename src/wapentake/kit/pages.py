"""The page of one form, as most rooms have it: its title, the crumbs above it, and what is wrong in what was sent."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

Crumbs = list[dict[str, str]]


def name_crumbs(slug: str, *steps: tuple[str, str, Any]) -> Crumbs:
    """Return crumbs as their template takes them. Shape: a step is its words, the name of its address, what that takes.

    Each address takes the slug of the partnership first; a step without a name is where one stands.
    """
    crumbs = []
    for words, name, of in steps:
        told = [slug] if of is None else [slug, of]
        crumbs.append({"text": words, "href": reverse(name, args=told) if name else ""})
    return crumbs


def answer_form(
    request: HttpRequest,
    title: str,
    form: BaseForm,
    crumbs: Crumbs,
    *,
    template: str = "kit/form_page.html",
    **more: Any,
) -> HttpResponse:
    """Answer with the page of a form; what is wrong in it is said with status 422.

    `more`: what the template shows besides: `intro`, and `save` (words) and `kind` of its button.
    """
    told = {"title": title, "form": form, "crumbs": crumbs, **more}
    return render(request, template, told, status=422 if form.errors else 200)
