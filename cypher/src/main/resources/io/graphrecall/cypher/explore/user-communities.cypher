// Communities of the contents that a user engaged with, and their share. Written by graph communities.
//   $user   user id
//   $limit  maximum number of rows (20)
// Columns: community, name, contents, share, examples
MATCH (user:User {user_id: $user})-[event:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED]->(content:Content)-[:IN_COMMUNITY]->(community:Community)
WITH user, community, content, max(event.at) AS last_at
ORDER BY last_at DESC, content.content_id
WITH user, community, collect(content) AS engaged
WITH user, collect([community, engaged]) AS found, sum(size(engaged)) AS total
UNWIND found AS each
WITH user, each[0] AS community, each[1] AS engaged, total
ORDER BY size(engaged) DESC, community.key
LIMIT $limit
RETURN community.key AS community, community.name AS name, size(engaged) AS contents,
       toFloat(size(engaged)) / total AS share,
       [content IN engaged | coalesce(content.title, content.content_id)][..3] AS examples,
       COLLECT {
         UNWIND engaged[..5] AS content
         MATCH path = (user)-[:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED]->(content)-[:IN_COMMUNITY]->(community)
         RETURN path LIMIT 9
       } AS paths
ORDER BY contents DESC, community
