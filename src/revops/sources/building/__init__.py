"""From a mapping and a grid of text to the rows of a table, and to what was refused."""
