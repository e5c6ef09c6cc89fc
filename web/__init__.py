"""What every page shares and no domain: errors, transactions, access, formats, fields, jobs and limits."""
