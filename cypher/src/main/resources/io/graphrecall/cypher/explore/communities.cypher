// Communities with the most contents, with their most characteristic tags, attribute values and categories, and the contents
// that most users engaged with. Written by graph communities.
//   $limit  maximum number of rows (20)
// Columns: community, contents, name, users, best
MATCH (community:Community)
WITH community
ORDER BY community.contents DESC, community.key
LIMIT $limit
CALL (community) {
  MATCH (community)<-[:IN_COMMUNITY]-(content:Content)
  OPTIONAL MATCH (content)<-[:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED]-(user:User)
  WITH content, count(DISTINCT user) AS users
  ORDER BY users DESC, content.content_id
  RETURN collect(coalesce(content.title, content.content_id))[..3] AS best
}
RETURN community.key AS community, community.contents AS contents, community.name AS name,
       COUNT {
         MATCH (community)<-[:IN_COMMUNITY]-(:Content)<-[:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED]-(user:User)
         RETURN DISTINCT user
       } AS users,
       best
ORDER BY contents DESC, community
