"""The page on which a survey is answered, and who may drop a ballot."""
