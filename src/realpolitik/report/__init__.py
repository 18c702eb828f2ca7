"""What people see: an analysis as words on a terminal and as one HTML page."""
