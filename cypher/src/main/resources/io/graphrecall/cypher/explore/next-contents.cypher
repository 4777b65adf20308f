// Contents that users engaged with after a given content, within their next five engagements.
//   $content  content id
//   $limit    maximum number of rows (20)
// Columns: content, title, users
MATCH (:Content {content_id: $content})<-[first:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED]-(user:User)
WITH user, min(first.at) AS since
CALL (user, since) {
  MATCH (user)-[event:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED]->(next:Content)
  WHERE event.at > since AND next.content_id <> $content
  RETURN next
  ORDER BY event.at, event.ord
  LIMIT 5
}
RETURN next.content_id AS content, next.title AS title, count(DISTINCT user) AS users
ORDER BY users DESC, content
LIMIT $limit
