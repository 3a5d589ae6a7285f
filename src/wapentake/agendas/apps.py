"""The room `agendas` as a Django app."""

from django.apps import AppConfig


class AgendasConfig(AppConfig):
    """Agendas, papers and the forward plan."""

    name = "wapentake.agendas"
