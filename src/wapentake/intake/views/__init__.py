"""The screens of `intake`."""
