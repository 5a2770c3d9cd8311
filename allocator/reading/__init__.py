"""From files to records: caseloads, service models and other systems' extracts; nothing is decided or solved here."""
