"""revops."""
