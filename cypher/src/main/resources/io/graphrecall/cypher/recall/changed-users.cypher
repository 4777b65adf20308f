// Users written after a sequence number by programs that keep no states of users, such as a loader.
//   $since  the sequence number
MATCH (u:User)
WHERE u.seq > $since
RETURN u.user_id AS user_id
