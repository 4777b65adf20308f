// Writes what was understood, in place of what was before. Rows: source, target, weight, origin.
//   $origins  the sources of what is understood
UNWIND $rows AS row
MATCH (source:SOURCE {SOURCE_KEY: row.source})
MATCH (target:TARGET {TARGET_KEY: row.target})
OPTIONAL MATCH (source)-[old:RELATIONSHIP]->(target)
WHERE old.source IN $origins
DELETE old
CREATE (source)-[:RELATIONSHIP {weight: row.weight, source: row.origin}]->(target)
