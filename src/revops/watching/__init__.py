"""New exports are seen as they arrive, and the pages that they change are made again."""
