"""The room `chasing` as a Django app."""

from django.apps import AppConfig


class ChasingConfig(AppConfig):
    """Reminders of actions, and the answers to them."""

    name = "wapentake.chasing"
