"""What the demonstration's ledgers say; invented, and written as such an enterprise's union would."""
