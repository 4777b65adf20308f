// Contents that are not deleted, with their descriptive features. One row per content. A content is described if a record
// of a catalogue gave it a property or a link; a node of a content that only events mention has its key only.
MATCH (c:Content)
WHERE coalesce(c.status, 'active') <> 'deleted'
CALL (c) { // both lists at once, since another transaction may replace the tags meanwhile
  MATCH (c)-[r:HAS_TAG]->(t:Tag)
  RETURN collect(t.name) AS tags, collect(coalesce(r.weight, 1.0)) AS tag_weights
}
RETURN c.content_id AS key,
       c.title AS title,
       c.description AS description,
       c.published_at AS published_at,
       c.expires_at AS expires_at,
       coalesce(c.status, 'active') = 'hidden' AS hidden,
       any(name IN keys(c) WHERE NOT name IN ['content_id', 'seq'])
         OR EXISTS { (c)-[r:HAS_TAG|IN_CATEGORY|HAS_ATTRIBUTE]->() WHERE coalesce(r.source, 'given') = 'given' }
         OR EXISTS { (:User)-[:PUBLISHED]->(c) } AS described,
       COLLECT { MATCH (u:User)-[:PUBLISHED]->(c) WHERE u.user_id IS NOT NULL RETURN u.user_id ORDER BY u.user_id LIMIT 1 } AS authors,
       tags,
       tag_weights,
       COLLECT { MATCH (c)-[:IN_CATEGORY]->(g:Category) RETURN g.key ORDER BY g.key } AS categories,
       COLLECT { MATCH (c)-[:HAS_ATTRIBUTE]->(a:Attribute) RETURN a.key ORDER BY a.key } AS attributes
