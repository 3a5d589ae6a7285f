"""The room `accounts` as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who may sign in, and for which partnership."""

    name = "wapentake.accounts"
