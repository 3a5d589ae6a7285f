"""The screens of `desk`, one file for each."""
