"""Django parts that three rooms or more use: the change log, lists, downloads, and the look of a page."""
