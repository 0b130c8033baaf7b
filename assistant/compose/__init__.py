"""From a result to the words a reader reads (成文); figures are printed, never invented."""

from assistant.compose.draft import Draft, compose

__all__ = ["Draft", "compose"]
