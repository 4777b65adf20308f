// Sets what queries led to among contents. Rows: query, target, count, last_at.
UNWIND $rows AS row
MATCH (q:Query {text: row.query})
MATCH (t:Content {content_id: row.target})
MERGE (q)-[l:LED_TO]->(t)
SET l.count = row.count, l.last_at = row.last_at
