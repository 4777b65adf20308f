// What queries led to, as it was derived last. One row a relationship.
MATCH (q:Query)-[l:LED_TO]->(t)
RETURN q.text AS query,
       t.content_id AS content,
       t.item_id AS item,
       l.count AS count,
       l.last_at AS last_at
