// Categories with the most contents and items, including those of their descendants.
//   $limit  maximum number of rows (20)
// Columns: category, domain, contents, items
MATCH (entry)-[:IN_CATEGORY]->(:Category)-[:CHILD_OF*0..]->(category:Category)
RETURN category.path AS category, category.domain AS domain,
       count(DISTINCT CASE WHEN entry:Content THEN entry END) AS contents,
       count(DISTINCT CASE WHEN entry:Item THEN entry END) AS items
ORDER BY contents + items DESC, category
LIMIT $limit
