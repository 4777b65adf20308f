// Connects existing nodes.
// Parameters: rows of source, target; properties of every relationship
UNWIND $rows AS row
MATCH (source:SOURCE {SOURCE_KEY: row.source})
MATCH (target:TARGET {TARGET_KEY: row.target})
CREATE (source)-[link:RELATIONSHIP]->(target)
SET link = $properties
