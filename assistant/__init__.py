"""Turns a question into a checked answer (问答)."""
