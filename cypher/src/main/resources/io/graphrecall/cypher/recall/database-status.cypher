// The reason why the database stopped, for instance that its disk is full. Empty if it runs.
SHOW HOME DATABASE YIELD statusMessage
