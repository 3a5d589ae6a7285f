"""The pages of extracts, each subject in a file of its own."""
