"""Room `storage`: makes sessions durable. Implements the journal of `conversation`; no other room is known here."""
