// Tags that a user engaged with, and the contents, items and queries that they come from.
//   $user   user id
//   $limit  maximum number of rows (20)
// Columns: tag, engagements, contents, items, queries, last_at, examples
MATCH (user:User {user_id: $user})-[event:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED|SEARCHED|VIEWED|CARTED|PURCHASED]->(source)-[:HAS_TAG]->(tag:Tag)
WITH user, tag, source, count(event) AS events, max(event.at) AS last_at
ORDER BY last_at DESC
WITH user, tag,
     sum(events) AS engagements,
     count(CASE WHEN source:Content THEN 1 END) AS contents,
     count(CASE WHEN source:Item THEN 1 END) AS items,
     count(CASE WHEN source:Query THEN 1 END) AS queries,
     max(last_at) AS last_at,
     collect(source)[..3] AS sources
ORDER BY engagements DESC, last_at DESC, tag.name
LIMIT $limit
RETURN tag.name AS tag, engagements, contents, items, queries, last_at,
       [source IN sources | coalesce(source.title, source.text, source.content_id, source.item_id)] AS examples,
       COLLECT {
         UNWIND sources AS source
         MATCH path = (user)-[:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED|SEARCHED|VIEWED|CARTED|PURCHASED]->(source)-[:HAS_TAG]->(tag)
         RETURN path LIMIT 9
       } AS paths
ORDER BY engagements DESC, last_at DESC, tag
