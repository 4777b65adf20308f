// Items that are not deleted, with their descriptive features. One row per item.
MATCH (i:Item)
WHERE coalesce(i.status, 'active') <> 'deleted'
CALL (i) { // both lists at once, since another transaction may replace the tags meanwhile
  MATCH (i)-[r:HAS_TAG]->(t:Tag)
  RETURN collect(t.name) AS tags, collect(coalesce(r.weight, 1.0)) AS tag_weights
}
RETURN i.item_id AS key,
       i.title AS title,
       i.description AS description,
       tags,
       tag_weights,
       COLLECT { MATCH (i)-[:IN_CATEGORY]->(g:Category) RETURN g.key ORDER BY g.key } AS categories,
       COLLECT { MATCH (i)-[:HAS_ATTRIBUTE]->(a:Attribute) RETURN a.key ORDER BY a.key } AS attributes
