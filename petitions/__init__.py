"""Petitions and grievances as cases: how they come in, who may read them, their clock, and the conversation."""
