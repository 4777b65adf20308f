// Engagements per day that a search query led to: they name the query or follow its search within 30 minutes.
//   $query  normalised query text
//   $limit  maximum number of rows (50)
// Columns: day, content, title, engagements
MATCH (query:Query {text: $query})<-[search:SEARCHED]-(user:User)-[event:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED]->(content:Content)
WHERE event.query = $query OR (event.query IS NULL AND event.at >= search.at AND event.at <= search.at + 1800000)
WITH DISTINCT event, content
WITH date(datetime.fromepochmillis(event.at)) AS day, content, count(event) AS engagements
RETURN toString(day) AS day, content.content_id AS content, content.title AS title, engagements
ORDER BY day, engagements DESC, content
LIMIT $limit
