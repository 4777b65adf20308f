// Queries of a user that no other user searched, but that events of other users name. Reads all events on the contents that
// the queries led to, so run it outside the transaction that deletes the user.
// Parameters: user_id
// Columns: text
MATCH (user:User {user_id: $user_id})-[event]->(target)
UNWIND [event.query, CASE WHEN target:Query THEN target.text END] AS text
WITH DISTINCT user, text
MATCH (query:Query {text: text})
WHERE NOT EXISTS { MATCH (query)<-[:SEARCHED]-(other:User) WHERE other <> user }
  AND EXISTS { MATCH (query)-[:LED_TO]->()<-[event]-(other:User) WHERE other <> user AND event.query = text }
RETURN text
