"""The room `letters` as a Django app."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """Letters, links without sign-in, and mail that came in."""

    name = "wapentake.letters"
