"""A port on the loopback address that nobody listens on."""

import socket


def free_port() -> int:
    """The port; another process could take it before its user does, which is unlikely."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    return port
