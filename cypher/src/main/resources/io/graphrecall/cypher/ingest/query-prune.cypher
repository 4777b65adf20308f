// Deletes queries that no user searched.
// Parameters: texts
UNWIND $texts AS text
MATCH (query:Query {text: text})
WHERE NOT EXISTS { MATCH (query)<-[:SEARCHED]-() }
DETACH DELETE query
