"""What lies in the second database: urns, the marks of what was spent, slips, links, and the tickets they give."""
