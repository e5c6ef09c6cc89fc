"""What may be shown and how sure it is: disclosure control, intervals, comparisons; every module is pure."""
