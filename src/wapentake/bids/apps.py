"""The room `bids` as a Django app."""

from django.apps import AppConfig


class BidsConfig(AppConfig):
    """What others ask a partnership to pay for."""

    name = "wapentake.bids"
