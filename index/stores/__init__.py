"""Where an `Extraction` is kept: facts, full text, vectors."""
