"""Letters that go out once, the links in them that need no sign-in, and the mail that comes back."""
