"""From the material of a plan to its result, exactly (计算)."""

from assistant.execute.run import execute

__all__ = ["execute"]
