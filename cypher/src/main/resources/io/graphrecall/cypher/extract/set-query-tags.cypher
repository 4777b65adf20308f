// Sets the tags that a query's text names. Rows: query, tag, weight.
UNWIND $rows AS row
MATCH (q:Query {text: row.query})
MATCH (t:Tag {name: row.tag})
MERGE (q)-[h:HAS_TAG {source: 'text'}]->(t)
SET h.weight = row.weight
