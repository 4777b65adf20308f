// Records of the users in a range of keys. One row per user.
// Parameters: from: first key of the range; to: first key beyond the range; all: true for users without a record as well
MATCH (user:User)
WHERE user.user_id >= $from AND user.user_id < $to AND ($all OR user.digest IS NOT NULL)
RETURN user.user_id AS user,
       user.profile AS profile,
       COLLECT { MATCH (user)-[:FOLLOWS]->(other:User) RETURN other.user_id ORDER BY other.user_id } AS follows,
       COLLECT { MATCH (user)-[:BLOCKS]->(other:User) RETURN other.user_id ORDER BY other.user_id } AS blocks,
       COLLECT { MATCH (user)-[:MUTES]->(tag:Tag) RETURN tag.name ORDER BY tag.name } AS mutes
ORDER BY user
