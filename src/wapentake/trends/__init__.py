"""Does this change mean anything? Tests on counts that an officer may quote, with no heavy library needed."""

from wapentake.trends.counts import chance_of_change

__all__ = ["chance_of_change"]
