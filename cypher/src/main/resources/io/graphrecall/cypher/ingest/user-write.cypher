// Writes what user records say; what behaviour left on the node stays.
// Parameters: rows of key, profile (JSON; null for none), digest; seq, the number of this write
UNWIND $rows AS row
MERGE (user:User {user_id: row.key})
SET user.profile = row.profile, user.digest = row.digest, user.seq = $seq
