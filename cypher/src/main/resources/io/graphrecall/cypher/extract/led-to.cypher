// What queries led to, as it was derived last. One row a relationship.
MATCH (q:Query)-[l:LED_TO]->(t:TARGET)
RETURN q.text AS source, t.TARGET_KEY AS target, l.count AS count, l.last_at AS last_at
