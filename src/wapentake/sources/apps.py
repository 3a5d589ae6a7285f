"""The room `sources` as a Django app."""

from django.apps import AppConfig


class SourcesConfig(AppConfig):
    """The bytes as they came, their text and passages."""

    name = "wapentake.sources"
