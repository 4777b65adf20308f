// Links contents or items to the tags in their records.
// Parameters: rows of source, target
UNWIND $rows AS row
MATCH (source:SOURCE {SOURCE_KEY: row.source})
MATCH (tag:Tag {name: row.target})
CREATE (source)-[:HAS_TAG {weight: 1.0, source: 'given'}]->(tag)
