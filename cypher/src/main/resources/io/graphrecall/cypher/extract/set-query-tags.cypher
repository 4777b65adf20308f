// Writes the tags that were detected in the text of queries.
//   $rows  source, target, weight
UNWIND $rows AS row
MATCH (q:Query {text: row.source})
MATCH (t:Tag {name: row.target})
MERGE (q)-[h:HAS_TAG {source: 'text'}]->(t)
SET h.weight = row.weight
