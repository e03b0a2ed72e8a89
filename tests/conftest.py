"""The small cast: six leads whose story the README tells, the same people in every example."""

import os
import time

os.environ["TZ"] = "UTC"
if hasattr(time, "tzset"):
    time.tzset()
