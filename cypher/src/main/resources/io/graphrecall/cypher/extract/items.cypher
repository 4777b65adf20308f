// Items that are not deleted, with their descriptive features. One row per item.
MATCH (i:Item)
WHERE coalesce(i.status, 'active') <> 'deleted'
RETURN i.item_id AS key,
       i.title AS title,
       i.description AS description,
       COLLECT { MATCH (i)-[r:HAS_TAG]->(t:Tag) RETURN t.name ORDER BY t.name, r.source } AS tags,
       COLLECT { MATCH (i)-[r:HAS_TAG]->(t:Tag) RETURN coalesce(r.weight, 1.0) ORDER BY t.name, r.source } AS tag_weights,
       COLLECT { MATCH (i)-[:IN_CATEGORY]->(g:Category) RETURN g.key ORDER BY g.key } AS categories,
       COLLECT { MATCH (i)-[:HAS_ATTRIBUTE]->(a:Attribute) RETURN a.key ORDER BY a.key } AS attributes
