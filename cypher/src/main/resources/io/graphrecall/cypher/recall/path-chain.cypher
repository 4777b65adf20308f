// The shortest path between two nodes over relationships of one type. One row per request that has a path.
//   $asked  requests: place (index), source, target
// Columns: place, nodes (label, key, name), relationships (type, at, weight, forward)
UNWIND $asked AS asked
MATCH (source:SOURCE {SOURCE_KEY: asked.source}), (target:TARGET {TARGET_KEY: asked.target})
MATCH path = shortestPath((source)-[:RELATIONSHIP*]->(target))
RETURN asked.place AS place,
       [n IN nodes(path) | {label: head(labels(n)),
                            key: coalesce(n.user_id, n.content_id, n.item_id, n.text, n.key, n.name),
                            name: coalesce(n.title, n.name, n.property + '=' + n.value)}] AS nodes,
       [i IN range(0, length(path) - 1) | {type: type(relationships(path)[i]), at: relationships(path)[i].at,
                                           weight: relationships(path)[i].weight,
                                           forward: startNode(relationships(path)[i]) = nodes(path)[i]}] AS relationships
