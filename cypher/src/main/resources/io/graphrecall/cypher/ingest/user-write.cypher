// Writes what user records say; what behaviour left on the node stays.
// Parameters: rows of key, profile (JSON; null for none), digest
UNWIND $rows AS row
MERGE (user:User {user_id: row.key})
SET user.profile = row.profile, user.digest = row.digest
