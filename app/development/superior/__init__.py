"""The committee's side: what waits for it, one decision a person, replies, the whole picture."""
