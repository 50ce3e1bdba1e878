"""From repaired text to parts: front matter and sections with positions, Markdown, addresses, the register."""
