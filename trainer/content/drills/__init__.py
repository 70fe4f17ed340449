"""Room `content`, drills: what a file of drills may hold, and where drills are found."""
