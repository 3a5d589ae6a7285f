"""The pages of `chasing`: by link for those who are asked, and for the coordinator."""
