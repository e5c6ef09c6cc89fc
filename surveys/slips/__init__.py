"""Surveys by paper slips: printing, handing out, signing off, and typing a code."""
