// Writes the properties of user records; properties derived from behaviour stay.
// Parameters: rows of key, profile (JSON; null for none), digest; seq: sequence number of this write
UNWIND $rows AS row
MERGE (user:User {user_id: row.key})
SET user.profile = row.profile, user.digest = row.digest, user.seq = $seq
