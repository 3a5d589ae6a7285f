"""The room `kit` as a Django app."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """Django parts that three rooms or more use."""

    name = "wapentake.kit"
