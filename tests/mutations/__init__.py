"""What spreadsheets and vendors do to an export, done on purpose."""
