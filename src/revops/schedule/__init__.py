"""When each job is due, and the runs that follow from it."""
