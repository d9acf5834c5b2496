"""The ballot box: sealed envelopes, receipts, counting; it knows no person, campaign or account."""
