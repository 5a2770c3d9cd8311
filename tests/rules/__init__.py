"""Rule by rule: a case that keeps it, one that breaks it, and the sentence that each prints."""
