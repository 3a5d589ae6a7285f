"""The pages of money, each subject in a file of its own."""
