"""From text to the types of the shared tables."""
