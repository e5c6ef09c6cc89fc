"""How long a case is kept, and what stays of it afterwards."""
