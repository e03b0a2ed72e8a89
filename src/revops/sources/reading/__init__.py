"""From a path of the settings to a grid of text, whatever kind of file it is."""
