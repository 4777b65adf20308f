// Sets properties of nodes and creates missing ones. Other properties stay.
// Parameters: rows of key, properties (null removes one)
UNWIND $rows AS row
MERGE (node:LABEL {LABEL_KEY: row.key})
SET node += row.properties
