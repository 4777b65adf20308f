// Writes contents or items: what a node had before is replaced.
// Parameters: rows of key, properties (the key among them)
UNWIND $rows AS row
MERGE (node:LABEL {LABEL_KEY: row.key})
SET node = row.properties
