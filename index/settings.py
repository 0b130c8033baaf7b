"""What the environment sets: where the store stands and which embedding model reads it."""

import os
from pathlib import Path

DEFAULT_STORE = ".store"


def store_path(option: str | None = None) -> Path:
    """The store's folder: the option, else `BUDGET_STORE`, else `.store/`."""
    return Path(option or os.environ.get("BUDGET_STORE") or DEFAULT_STORE)


def embedding_model() -> str | None:
    """The model that `EMBED_MODEL` names; None for the one that ships with the project."""
    return os.environ.get("EMBED_MODEL") or None
