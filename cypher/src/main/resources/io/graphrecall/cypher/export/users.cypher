// Records of users. One row per record.
MATCH (user:User)
WHERE user.digest IS NOT NULL
RETURN user.user_id AS user,
       user.profile AS profile,
       COLLECT { MATCH (user)-[:FOLLOWS]->(other:User) RETURN other.user_id ORDER BY other.user_id } AS follows,
       COLLECT { MATCH (user)-[:BLOCKS]->(other:User) RETURN other.user_id ORDER BY other.user_id } AS blocks,
       COLLECT { MATCH (user)-[:MUTES]->(tag:Tag) RETURN tag.name ORDER BY tag.name } AS mutes
ORDER BY user
