// Digests of the records from which nodes were last written; null for a node without a record, empty for one that lost a
// link of its record.
// Parameters: keys
// Columns: key, digest
UNWIND $keys AS key
MATCH (node:LABEL {LABEL_KEY: key})
RETURN key, node.digest AS digest
