"""Room `reports`: a session as a document to keep. Knows scoring and conversation, no storage and no screen."""
