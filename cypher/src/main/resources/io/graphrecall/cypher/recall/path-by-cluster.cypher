// Paths from a user to a content through a content of the same cluster. Returns the path that starts with the newest
// engagement. One row per lookup that has a path.
//   $lookups  one map per lookup: position (index), user, key, content, space (embedding space of the cluster)
// Columns: position, nodes (label, key, name), relationships (type, at, weight, forward)
UNWIND $lookups AS lookup
CALL (lookup) {
  MATCH path = (:User {user_id: lookup.user})-[event:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED]->(:Content {content_id: lookup.key})
               -[:IN_CLUSTER {space: lookup.space}]->(:Cluster)<-[:IN_CLUSTER {space: lookup.space}]-(:Content {content_id: lookup.content})
  WITH path, event
  ORDER BY event.at DESC, event.ord DESC
  LIMIT 1
  RETURN path
}
RETURN lookup.position AS position,
       [n IN nodes(path) | {label: head(labels(n)),
                            key: coalesce(n.user_id, n.content_id, n.item_id, n.text, n.key, n.name),
                            name: coalesce(n.title, n.name, n.property + '=' + n.value)}] AS nodes,
       [i IN range(0, length(path) - 1) | {type: type(relationships(path)[i]), at: relationships(path)[i].at,
                                           weight: relationships(path)[i].weight,
                                           forward: startNode(relationships(path)[i]) = nodes(path)[i]}] AS relationships
