// The ids of all users, in ascending order. One row per user.
// Columns: user
MATCH (u:User)
WHERE u.user_id >= '' // in the order of the index, without a sort of all users
RETURN u.user_id AS user
ORDER BY user
