// The digests of the records that nodes were last written from; null for a node known by its key only.
// Parameters: keys
// Columns: key, digest
UNWIND $keys AS key
MATCH (node:LABEL {LABEL_KEY: key})
RETURN key, node.digest AS digest
