// The newest relationship of a type between two nodes. One row per lookup whose nodes are connected.
//   $lookups  one map per lookup: position (index), source, target
// Columns: position, nodes (label, key, name), relationships (type, at, weight, forward)
UNWIND $lookups AS lookup
MATCH path = (source:SOURCE {SOURCE_KEY: lookup.source})-[joins:RELATIONSHIP]->(target:TARGET {TARGET_KEY: lookup.target})
WITH lookup, path, joins
ORDER BY joins.at DESC
WITH lookup, collect(path)[0] AS path
RETURN lookup.position AS position,
       [n IN nodes(path) | {label: head(labels(n)),
                            key: coalesce(n.user_id, n.content_id, n.item_id, n.text, n.key, n.name),
                            name: coalesce(n.title, n.name, n.property + '=' + n.value)}] AS nodes,
       [i IN range(0, length(path) - 1) | {type: type(relationships(path)[i]), at: relationships(path)[i].at,
                                           weight: relationships(path)[i].weight,
                                           forward: startNode(relationships(path)[i]) = nodes(path)[i]}] AS relationships
