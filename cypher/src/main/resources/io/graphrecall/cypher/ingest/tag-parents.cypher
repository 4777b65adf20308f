// Parent links of tags and of their ancestors.
//   $keys  names of the tags
// Columns: tag, parent
UNWIND $keys AS key
MATCH (:Tag {name: key})-[:CHILD_OF*0..]->(tag:Tag)-[:CHILD_OF]->(parent:Tag)
RETURN DISTINCT tag.name AS tag, parent.name AS parent
