// Categories with the most contents and items, including those of their descendants.
//   $limit  maximum number of rows (20)
// Columns: category, domain, contents, items
MATCH (entry)-[:IN_CATEGORY]->(narrow:Category)
WITH narrow, count(CASE WHEN entry:Content THEN 1 END) AS contents, count(CASE WHEN entry:Item THEN 1 END) AS items
MATCH (narrow)-[:CHILD_OF*0..]->(category:Category)
RETURN category.path AS category, category.domain AS domain, sum(contents) AS contents, sum(items) AS items
ORDER BY contents + items DESC, category
LIMIT $limit
