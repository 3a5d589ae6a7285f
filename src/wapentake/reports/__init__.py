"""Reports: papers that cross rooms, and what the public is given: pages, PDF, Word, calendars, feeds and data."""
