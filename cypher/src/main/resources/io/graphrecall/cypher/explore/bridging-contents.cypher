// Contents whose users engaged most with contents of other communities. Written by graph communities.
//   $min_users  minimum number of users who engaged with the content (5)
//   $limit      maximum number of rows (20)
// Columns: content, title, community, name, users, outside, communities
MATCH (user:User)-[:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED]->(content:Content)-[:IN_COMMUNITY]->(community:Community)
WITH DISTINCT user, content, community
WITH user, community, collect(content) AS own
WITH user, collect([community, own]) AS parts, sum(size(own)) AS total
UNWIND parts AS part
UNWIND part[1] AS content
WITH content, part[0] AS community, count(user) AS users, sum(total - 1) AS others,
     sum(total - size(part[1])) AS elsewhere
WHERE users >= $min_users AND others > 0
WITH content, community, users, elsewhere, toFloat(elsewhere) / others AS outside
ORDER BY outside DESC, elsewhere DESC, content.content_id
LIMIT $limit
CALL (content, community) {
  MATCH (content)<-[:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED]-(user:User)
  WITH DISTINCT content, community, user
  MATCH (user)-[:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED]->(other:Content)-[:IN_COMMUNITY]->(next:Community)
  WHERE next <> community
  WITH next, count(DISTINCT other) AS contents
  ORDER BY contents DESC, next.key
  LIMIT 3
  RETURN collect(coalesce(next.name, next.key)) AS communities
}
RETURN content.content_id AS content, content.title AS title, community.key AS community, community.name AS name, users,
       outside, communities
ORDER BY outside DESC, elsewhere DESC, content
