"""The working calendar: which days are worked, as the office entered or checked them."""
