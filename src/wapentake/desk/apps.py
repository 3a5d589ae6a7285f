"""The room `desk` as a Django app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Pages that show several rooms at once."""

    name = "wapentake.desk"
