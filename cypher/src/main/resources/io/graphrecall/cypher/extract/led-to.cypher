// Query click-through links that the previous build derived. One row per relationship.
MATCH (q:Query)-[l:LED_TO]->(t:TARGET)
WITH q.text AS source, t.TARGET_KEY AS target, l.count AS count, l.last_at AS last_at
WHERE source IS NOT NULL // erased meanwhile
RETURN source, target, count, last_at
