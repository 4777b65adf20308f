// The ids of all users, in ascending order. One row per user.
// Columns: user
MATCH (u:User)
RETURN u.user_id AS user
ORDER BY user
