// Writes inferred links and replaces earlier ones between the same nodes.
//   $rows     source, target, weight, origin
//   $origins  values of the source property that mark inferred links
UNWIND $rows AS row
MATCH (source:SOURCE {SOURCE_KEY: row.source})
MATCH (target:TARGET {TARGET_KEY: row.target})
OPTIONAL MATCH (source)-[old:RELATIONSHIP]->(target)
WHERE old.source IN $origins
DELETE old
CREATE (source)-[:RELATIONSHIP {weight: row.weight, source: row.origin}]->(target)
