// Connects existing nodes.
// Parameters: rows of source, target
UNWIND $rows AS row
MATCH (source:SOURCE {SOURCE_KEY: row.source})
MATCH (target:TARGET {TARGET_KEY: row.target})
CREATE (source)-[:RELATIONSHIP]->(target)
