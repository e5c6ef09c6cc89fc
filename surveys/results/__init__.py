"""Reading a release: as a page, in charts and sentences, on paper and as files."""
