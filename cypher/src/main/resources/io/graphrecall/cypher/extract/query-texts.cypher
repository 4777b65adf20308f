// The texts of all queries. One row per query.
MATCH (q:Query)
WITH q.text AS key
WHERE key IS NOT NULL // erased meanwhile
RETURN key
ORDER BY key
