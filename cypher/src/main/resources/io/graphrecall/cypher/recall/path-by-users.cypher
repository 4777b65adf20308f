// Paths from a user to a content through another user who engaged with the same content. Returns the path that starts
// with the newest engagement. One row per lookup that has a path.
//   $lookups  one map per lookup: position (index), user, key, content
// Columns: position, nodes (label, key, name), relationships (type, at, weight, forward)
UNWIND $lookups AS lookup
CALL (lookup) {
  MATCH (user:User {user_id: lookup.user})-[event:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED]->(trigger:Content {content_id: lookup.key})
  WITH user, event, trigger, lookup
  ORDER BY event.at DESC, event.ord DESC
  LIMIT 1
  MATCH (content:Content {content_id: lookup.content})
  MATCH path = (user)-[event]->(trigger)<-[:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED]-(other:User)
               -[:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED]->(content)
  WHERE other <> user
  RETURN path
  LIMIT 1 // the first one found: a popular trigger has many users
}
RETURN lookup.position AS position,
       [n IN nodes(path) | {label: head(labels(n)),
                            key: coalesce(n.user_id, n.content_id, n.item_id, n.text, n.key, n.name),
                            name: coalesce(n.title, n.name, n.property + '=' + n.value)}] AS nodes,
       [i IN range(0, length(path) - 1) | {type: type(relationships(path)[i]), at: relationships(path)[i].at,
                                           weight: relationships(path)[i].weight,
                                           forward: startNode(relationships(path)[i]) = nodes(path)[i]}] AS relationships
