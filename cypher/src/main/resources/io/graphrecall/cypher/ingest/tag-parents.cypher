// All parent links of the tag taxonomy.
// Columns: tag, parent
MATCH (tag:Tag)-[:CHILD_OF]->(parent:Tag)
RETURN tag.name AS tag, parent.name AS parent
