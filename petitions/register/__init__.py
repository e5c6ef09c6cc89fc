"""What an office registers beside its cases: superiors' mandates, reception days, sponsored cases."""
