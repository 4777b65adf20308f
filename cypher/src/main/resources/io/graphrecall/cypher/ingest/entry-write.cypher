// Writes contents or items and replaces all their properties.
// Parameters: rows of key, properties (including the key)
UNWIND $rows AS row
MERGE (node:LABEL {LABEL_KEY: row.key})
SET node = row.properties
