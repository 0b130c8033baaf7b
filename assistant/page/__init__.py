"""The gradio page (网页): pure functions turn an answer into HTML, `layout` puts it on screen."""
