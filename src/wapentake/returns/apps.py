"""The room `returns` as a Django app."""

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    """Returns to funders."""

    name = "wapentake.returns"
