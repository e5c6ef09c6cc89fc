"""An issued report sent by mail, locked."""
