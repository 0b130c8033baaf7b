"""One file per source format; each yields a `Document`."""
