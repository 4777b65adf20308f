// Writes query click-through links.
//   $rows  source, target, count, last_at
UNWIND $rows AS row
MATCH (q:Query {text: row.source})
MATCH (t:TARGET {TARGET_KEY: row.target})
MERGE (q)-[l:LED_TO]->(t)
SET l.count = row.count, l.last_at = row.last_at
