// Users written after a sequence number by programs that keep no user state, such as the loader.
//   $since  sequence number
MATCH (u:User)
WHERE u.seq > $since
RETURN u.user_id AS user_id
