"""What several charts share: their data, their segments, their axes and their questions."""
