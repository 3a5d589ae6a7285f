"""What turns the source texts of the example partnership into pages: one module for each form of page."""
