// Connections between a user and a content through tags, attributes, categories, other users, authors and queries.
//   $user     user id
//   $content  content id
//   $limit    maximum number of rows (20)
// Columns: by, name, from_key, type, at
MATCH (user:User {user_id: $user}), (content:Content {content_id: $content})
CALL (user, content) {
  MATCH (user)-[event]->(source)-[:HAS_TAG]->(shared:Tag)<-[:HAS_TAG]-(content)
  RETURN 'tag' AS by, shared.name AS name, source, event, shared
  UNION
  MATCH (user)-[event]->(source)-[:HAS_ATTRIBUTE]->(shared:Attribute)<-[:HAS_ATTRIBUTE]-(content)
  RETURN 'attribute' AS by, shared.property + '=' + shared.value AS name, source, event, shared
  UNION
  MATCH (user)-[event]->(source)-[:IN_CATEGORY]->(shared:Category)<-[:IN_CATEGORY]-(content)
  RETURN 'category' AS by, shared.name AS name, source, event, shared
  UNION
  MATCH (user)-[event:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED]->(source:Content)<-[:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED]-(other:User)
        -[:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED]->(content)
  WHERE other <> user
  WITH DISTINCT other, source, event
  LIMIT 1000
  RETURN 'user' AS by, other.user_id AS name, source, event, other AS shared
  UNION
  MATCH (user)-[event:FOLLOWS]->(source:User)-[:PUBLISHED]->(content)
  RETURN 'author' AS by, source.user_id AS name, source, event, null AS shared
  UNION
  MATCH (user)-[event:SEARCHED]->(source:Query)-[:LED_TO]->(content)
  RETURN 'query' AS by, source.text AS name, source, event, null AS shared
}
WITH user, content, by, name, source, event, shared,
     coalesce(source.content_id, source.item_id, source.text, source.user_id) AS from_key, event.at AS at
ORDER BY by, at DESC, from_key, name
LIMIT $limit
RETURN by, name, from_key, type(event) AS type, at,
       COLLECT {
         MATCH path = (user)-[event]->(source)
                 -[:HAS_TAG|HAS_ATTRIBUTE|IN_CATEGORY|CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED]-(shared)
                 -[:HAS_TAG|HAS_ATTRIBUTE|IN_CATEGORY|CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED]-(content)
         RETURN path LIMIT 1
       } + COLLECT {
         MATCH path = (user)-[event]->(source)-[:PUBLISHED|LED_TO]->(content)
         WHERE shared IS NULL
         RETURN path LIMIT 1
       } AS paths
ORDER BY by, at DESC, from_key, name
