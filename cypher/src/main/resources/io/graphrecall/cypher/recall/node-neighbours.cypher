// A node and the newest of its relationships that are read. Several relationships of one type to the same node count as one. One row per
// relationship; one row with nulls if the node has none; no row if there is no such node.
//   $key      key of the node
//   $limit    maximum number of rows per type and direction
//   $scanned  maximum number of relationships that are read
// Columns: node, link, other, total (number of other nodes by this type and direction)
MATCH (node:LABEL {LABEL_KEY: $key})
OPTIONAL CALL (node) {
  MATCH (node)-[each]-(other)
  WITH node, each, other
  LIMIT $scanned
  WITH node, each, other
  ORDER BY each.at DESC, each.weight DESC
  WITH type(each) AS type, startNode(each) = node AS outgoing, other, collect(each) AS links
  WITH type, outgoing, other, links[0] AS newest, size(links) AS count
  ORDER BY newest.at DESC, newest.weight DESC, count DESC
  WITH type, outgoing, collect([newest, other]) AS found
  UNWIND found[..$limit] AS one
  RETURN one[0] AS link, one[1] AS other, size(found) AS total
}
RETURN node, link, other, total
ORDER BY coalesce(link.at, 0) DESC
