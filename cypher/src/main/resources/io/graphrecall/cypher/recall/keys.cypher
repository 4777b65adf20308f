// Nodes of a label whose keys are in a range, in ascending order. One row per node. Reads only that part of the index.
//   $from   first key of the range
//   $to     first key beyond the range
//   $limit  maximum number of rows
// Columns: key, title
MATCH (node:LABEL)
WHERE node.LABEL_KEY >= $from AND node.LABEL_KEY < $to
RETURN node.LABEL_KEY AS key, node.title AS title
ORDER BY key
LIMIT $limit
