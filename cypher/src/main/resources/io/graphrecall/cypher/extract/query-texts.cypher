// The texts of all queries. One row per query.
MATCH (q:Query)
RETURN q.text AS key
ORDER BY key
