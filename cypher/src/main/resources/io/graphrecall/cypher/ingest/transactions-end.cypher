// Terminates transactions. Those that have ended already are ignored.
// Parameters: ids
TERMINATE TRANSACTIONS $ids
