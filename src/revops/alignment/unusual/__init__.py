"""What is unusual this week against normal variation: the questions for the conversation."""

from revops.alignment.unusual.questions import questions

__all__ = ["questions"]
