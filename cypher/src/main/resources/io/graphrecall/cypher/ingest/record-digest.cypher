// Digests of the records from which nodes were last written; null for a node that has only a key.
// Parameters: keys
// Columns: key, digest
UNWIND $keys AS key
MATCH (node:LABEL {LABEL_KEY: key})
RETURN key, node.digest AS digest
