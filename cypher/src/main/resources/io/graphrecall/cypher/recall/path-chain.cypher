// The shortest path between two nodes over relationships of one type. One row per lookup that has a path.
//   $lookups  one map per lookup: position (index), source, target
// Columns: position, nodes (label, key, name), relationships (type, at, weight, forward)
UNWIND $lookups AS lookup
MATCH (source:SOURCE {SOURCE_KEY: lookup.source}), (target:TARGET {TARGET_KEY: lookup.target})
MATCH path = shortestPath((source)-[:RELATIONSHIP*]->(target))
RETURN lookup.position AS position,
       [n IN nodes(path) | {label: head(labels(n)),
                            key: coalesce(n.user_id, n.content_id, n.item_id, n.text, n.key, n.name),
                            name: coalesce(n.title, n.name, n.property + '=' + n.value)}] AS nodes,
       [i IN range(0, length(path) - 1) | {type: type(relationships(path)[i]), at: relationships(path)[i].at,
                                           weight: relationships(path)[i].weight,
                                           forward: startNode(relationships(path)[i]) = nodes(path)[i]}] AS relationships
