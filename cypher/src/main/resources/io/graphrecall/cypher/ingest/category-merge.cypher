// Creates categories and links each to its parent.
// Parameters: rows of key, name, path, domain, parent (key; null for a root category), parents first
UNWIND $rows AS row
MERGE (category:Category {key: row.key})
ON CREATE SET category.name = row.name, category.path = row.path, category.domain = row.domain
WITH category, row
WHERE row.parent IS NOT NULL
MATCH (parent:Category {key: row.parent})
MERGE (category)-[:CHILD_OF]->(parent)
