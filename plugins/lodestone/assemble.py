"""Put a briefing together: what a person wrote stands, what is missing is proposed, the rest stays missing."""
