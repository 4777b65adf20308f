// Sets what queries led to among items. Rows: query, target, count, last_at.
UNWIND $rows AS row
MATCH (q:Query {text: row.query})
MATCH (t:Item {item_id: row.target})
MERGE (q)-[l:LED_TO]->(t)
SET l.count = row.count, l.last_at = row.last_at
