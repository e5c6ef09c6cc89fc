"""The organisation's electronic signature on an issued report."""
