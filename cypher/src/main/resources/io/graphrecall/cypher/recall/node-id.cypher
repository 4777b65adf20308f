// The internal id of a node. One row if the node exists.
//   $key  key of the node
// Columns: id
MATCH (node:LABEL {LABEL_KEY: $key})
RETURN elementId(node) AS id
