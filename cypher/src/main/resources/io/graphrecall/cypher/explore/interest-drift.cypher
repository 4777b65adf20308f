// Difference between the category shares of a user's latest engagements and of all engagements.
//   $user    user id
//   $latest  number of newest engagements that count as the latest (20)
//   $limit   maximum number of rows (20)
// Columns: category, latest_share, longterm_share, drift
MATCH (:User {user_id: $user})-[event:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED]->(content:Content)
WITH event, content
ORDER BY event.at DESC, event.ord DESC
WITH collect(content) AS contents
UNWIND range(0, size(contents) - 1) AS place
WITH contents[place] AS content, place, size(contents) AS total
MATCH (content)-[:IN_CATEGORY]->(category:Category)
WITH category, total, count(CASE WHEN place < $latest THEN 1 END) AS latest, count(*) AS whole,
     CASE WHEN total < $latest THEN total ELSE $latest END AS recent
WITH category, toFloat(latest) / recent AS latest_share, toFloat(whole) / total AS longterm_share
RETURN category.name AS category, latest_share, longterm_share, latest_share - longterm_share AS drift
ORDER BY abs(latest_share - longterm_share) DESC, category
LIMIT $limit
