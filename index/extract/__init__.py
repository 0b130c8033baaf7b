"""Pure steps from a `Document` to an `Extraction`."""
