"""Plans: the delivery plan of a partnership, its objectives, tactical actions and measures."""
