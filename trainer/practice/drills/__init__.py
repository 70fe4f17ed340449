"""Room `practice`, drills: one answer judged by what it does. Pure: the same answer, the same verdict."""
