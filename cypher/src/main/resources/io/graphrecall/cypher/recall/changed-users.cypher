// Users written after a sequence number by programs that keep no user state, such as the loader.
// A user who is deleted in the meantime has no key.
//   $since  sequence number
MATCH (u:User)
WHERE u.seq > $since AND u.user_id IS NOT NULL
RETURN u.user_id AS user_id
