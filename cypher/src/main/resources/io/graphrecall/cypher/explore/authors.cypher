// Authors ranked by the engagements with their contents.
//   $limit  maximum number of rows (20)
// Columns: author, contents, engagements, followers
MATCH (author:User)-[:PUBLISHED]->(content:Content)
WITH author, content, COUNT { (content)<-[:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED]-() } AS engagements
WITH author, count(content) AS contents, sum(engagements) AS engagements
RETURN author.user_id AS author, contents, engagements, COUNT { (author)<-[:FOLLOWS]-() } AS followers
ORDER BY engagements DESC, author
LIMIT $limit
