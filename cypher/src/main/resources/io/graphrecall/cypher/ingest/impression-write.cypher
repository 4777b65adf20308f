// Replaces what users were shown last.
// Parameters: rows of user, contents, times
UNWIND $rows AS row
MATCH (user:User {user_id: row.user})
SET user.impressed = row.contents, user.impressed_at = row.times
