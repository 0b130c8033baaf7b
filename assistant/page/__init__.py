"""The gradio page (网页)."""
