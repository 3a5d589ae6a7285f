"""The screens of `returns`; the page of one return, with who was asked and reminded, is in `desk`."""
