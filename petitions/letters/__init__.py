"""The letters of a case as office documents, what they say, and the reply they carry."""
