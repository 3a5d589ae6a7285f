"""The room `plans` as a Django app."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """The delivery plan of a partnership."""

    name = "wapentake.plans"
