// Records of the contents or items in a range of keys, with all their properties. Inferred links are excluded. One row per
// node.
// Parameters: from: first key of the range; to: first key beyond the range; all: true for nodes that only events mention as
//             well
MATCH (node:LABEL)
WHERE node.LABEL_KEY >= $from AND node.LABEL_KEY < $to
  AND ($all OR node.digest IS NOT NULL OR node.status = 'deleted')
RETURN node.LABEL_KEY AS key,
       properties(node) AS properties,
       COLLECT {
         MATCH (node)-[h:HAS_TAG]->(t:Tag) WHERE coalesce(h.source, 'given') = 'given' RETURN t.name ORDER BY t.name
       } AS tags,
       COLLECT {
         MATCH (node)-[i:IN_CATEGORY]->(g:Category) WHERE coalesce(i.source, 'given') = 'given'
         RETURN g.key ORDER BY g.key
       } AS categories,
       COLLECT {
         MATCH (node)-[h:HAS_ATTRIBUTE]->(a:Attribute) WHERE coalesce(h.source, 'given') = 'given'
         RETURN a.key ORDER BY a.key
       } AS attributes,
       COLLECT { MATCH (user:User)-[:PUBLISHED]->(node) RETURN user.user_id } AS authors
ORDER BY key
