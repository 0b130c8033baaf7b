"""Keeps every library off the network: no telemetry, no model hub, no fonts (离线运行)."""

import os

QUIET_SETTINGS: dict[str, str] = {
    "ANONYMIZED_TELEMETRY": "False",
    "DO_NOT_TRACK": "1",
    "GRADIO_ANALYTICS_CACHE_FREQUENCY": "1000000000",  # a summary of all questions after each
    "GRADIO_ANALYTICS_ENABLED": "False",
    "GRADIO_ANALYTICS_MAX_EVENTS": "1",  # when and by whom questions were asked
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_OFFLINE": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "TRANSFORMERS_OFFLINE": "1",
}
"""Environment variables that the libraries read when they are first imported."""

THIS_MACHINE = ("localhost", "127.0.0.1")
"""Never asked through a proxy: the page asks itself whether it is up."""


def stay_offline() -> None:
    """Turn telemetry and downloads off; call it first thing in every entry point.

    A variable that the user has set stays as it is: `HF_HUB_OFFLINE=0` lets `EMBED_MODEL` name
    a model on a hub.
    """
    for name, value in QUIET_SETTINGS.items():
        os.environ.setdefault(name, value)
    for name in ("NO_PROXY", "no_proxy"):
        known = [host for host in os.environ.get(name, "").split(",") if host]
        os.environ[name] = ",".join(dict.fromkeys([*known, *THIS_MACHINE]))
