// Digests of the records from which nodes were last written; null for a node without a record, empty for one that lost a
// link of its record, 'held' for a content that is held as deleted.
// Parameters: keys
// Columns: key, digest
UNWIND $keys AS key
MATCH (node:LABEL {LABEL_KEY: key})
RETURN key, CASE WHEN node.held_at IS NULL THEN node.digest ELSE 'held' END AS digest
