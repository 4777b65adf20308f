// Users written after a sequence number by programs that keep no user state, such as the loader.
// A user who is deleted between the read of the node and that of its key is left out.
//   $since  sequence number
MATCH (u:User)
WHERE u.seq > $since
WITH u.user_id AS user_id
WHERE user_id IS NOT NULL
RETURN user_id
