// The record of a user. No row if the user is unknown.
//   $user_id  id of the user
MATCH (user:User {user_id: $user_id})
RETURN user.profile AS profile,
       COLLECT { MATCH (user)-[:FOLLOWS]->(other:User) RETURN other.user_id ORDER BY other.user_id } AS follows,
       COLLECT { MATCH (user)-[:BLOCKS]->(other:User) RETURN other.user_id ORDER BY other.user_id } AS blocks,
       COLLECT { MATCH (user)-[:MUTES]->(tag:Tag) RETURN tag.name ORDER BY tag.name } AS mutes
