"""The room `money` as a Django app."""

from django.apps import AppConfig


class MoneyConfig(AppConfig):
    """The ledger of a partnership."""

    name = "wapentake.money"
