// Items in a category or below it, in ascending order of their ids. One row per item.
//   $category  levels joined by /, or the name of one level
//   $from      first id of the range
//   $limit     maximum number of rows
// Columns: key, title
MATCH (top:Category {domain: 'item'})
WHERE top.name = $category
   OR reduce(text = head(top.path), level IN tail(top.path) | text + '/' + level) = $category
MATCH (top)<-[:CHILD_OF*0..]-(:Category)<-[:IN_CATEGORY]-(item:Item)
WHERE item.item_id >= $from
WITH DISTINCT item
RETURN item.item_id AS key, item.title AS title
ORDER BY key
LIMIT $limit
