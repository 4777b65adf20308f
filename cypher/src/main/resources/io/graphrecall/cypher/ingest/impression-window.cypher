// Impression windows of users.
// Parameters: users
// Columns: user, contents (newest last), times (epoch milliseconds, in the same order)
UNWIND $users AS key
MATCH (user:User {user_id: key})
RETURN key AS user, user.impressed AS contents, user.impressed_at AS times
