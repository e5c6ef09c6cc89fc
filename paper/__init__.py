"""Everything printed or exported: typesetting, typefaces, charts, QR codes, workbooks and Word; knows no domain."""
