"""How messages are found, one kind of file a reader."""

from revops.text.readers.message import Message
from revops.text.readers.notebook import notebook_messages
from revops.text.readers.python import python_messages
from revops.text.readers.suite import suite_messages
from revops.text.readers.template import template_messages

__all__ = [
    "Message",
    "notebook_messages",
    "python_messages",
    "suite_messages",
    "template_messages",
]
