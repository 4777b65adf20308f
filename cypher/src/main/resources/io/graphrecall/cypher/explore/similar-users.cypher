// Users who engaged with the same contents as a user, most similar first (Jaccard).
//   $user   user id
//   $limit  maximum number of rows (20)
// Columns: user, shared, similarity, examples
MATCH (user:User {user_id: $user})-[:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED]->(content:Content)
WITH DISTINCT user, content
WITH user, collect(content) AS own
UNWIND own AS content
MATCH (content)<-[:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED]-(other:User)
WHERE other <> user
WITH user, own, other, collect(DISTINCT content) AS shared
ORDER BY size(shared) DESC
LIMIT 200
WITH user, other, shared, size(own) + COUNT {
       MATCH (other)-[:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED]->(c:Content) RETURN DISTINCT c
     } - size(shared) AS together
WITH user AS self, other, shared, toFloat(size(shared)) / together AS similarity
ORDER BY similarity DESC, other.user_id
LIMIT $limit
RETURN other.user_id AS user, size(shared) AS shared, similarity,
       [c IN shared | coalesce(c.title, c.content_id)][..3] AS examples,
       COLLECT {
         UNWIND shared[..3] AS content
         MATCH path = (self)-[:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED]->(content)<-[:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED]-(other)
         RETURN path LIMIT 9
       } AS paths
ORDER BY similarity DESC, user
