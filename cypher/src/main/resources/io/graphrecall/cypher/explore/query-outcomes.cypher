// Engagements per day that a search query led to: they name the query or follow its search within 30 minutes. Those that name
// a query that their user did not search for count after a build.
//   $query  normalised query text
//   $limit  maximum number of rows (50)
// Columns: day, content, title, engagements
MATCH (query:Query {text: $query})
CALL (query) {
  MATCH (query)<-[search:SEARCHED]-(:User)-[event:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED]->(content:Content)
  WHERE event.query = $query OR (event.query IS NULL AND event.at >= search.at AND event.at <= search.at + 1800000)
  RETURN event, content
UNION
  MATCH (query)-[:LED_TO]->(content:Content)<-[event:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED]-(:User)
  WHERE event.query = $query
  RETURN event, content
}
WITH date(datetime.fromepochmillis(event.at)) AS day, content, count(event) AS engagements
RETURN toString(day) AS day, content.content_id AS content, content.title AS title, engagements
ORDER BY day, engagements DESC, content
LIMIT $limit
