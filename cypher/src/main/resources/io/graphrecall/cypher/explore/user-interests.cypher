// Tags that a user engaged with, and the contents, items and queries that they come from.
//   $user   user id
//   $limit  maximum number of rows (20)
// Columns: tag, engagements, contents, items, queries, last_at, examples
MATCH (:User {user_id: $user})-[event:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED|SEARCHED|VIEWED|CARTED|PURCHASED]->(source)-[:HAS_TAG]->(tag:Tag)
WITH tag, source, count(event) AS events, max(event.at) AS last_at
ORDER BY last_at DESC
RETURN tag.name AS tag,
       sum(events) AS engagements,
       count(CASE WHEN source:Content THEN 1 END) AS contents,
       count(CASE WHEN source:Item THEN 1 END) AS items,
       count(CASE WHEN source:Query THEN 1 END) AS queries,
       max(last_at) AS last_at,
       collect(coalesce(source.title, source.text, source.content_id, source.item_id))[..3] AS examples
ORDER BY engagements DESC, last_at DESC, tag
LIMIT $limit
