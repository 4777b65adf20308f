// Queries that no user searched, as far as the graph knows.
// Columns: text
MATCH (query:Query)
WHERE NOT EXISTS { MATCH (query)<-[:SEARCHED]-() }
RETURN query.text AS text
