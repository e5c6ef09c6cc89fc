"""How handling went in a month, counted for one reader from one SELECT."""
