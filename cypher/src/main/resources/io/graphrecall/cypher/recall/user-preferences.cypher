// Recent impressions, followed and blocked authors and muted tags of the given users. Muting a tag also mutes its
// descendants.
//   $users  user ids
UNWIND $users AS user_id
MATCH (u:User {user_id: user_id})
RETURN user_id,
       coalesce(u.impressed, []) AS impressed,
       coalesce(u.impressed_at, []) AS impressed_at,
       COLLECT { MATCH (u)-[:FOLLOWS]->(author:User) WHERE author.user_id IS NOT NULL RETURN author.user_id } AS followed_authors,
       COLLECT { MATCH (u)-[:BLOCKS]->(author:User) WHERE author.user_id IS NOT NULL RETURN author.user_id } AS blocked_authors,
       COLLECT { MATCH (u)-[:MUTES]->(:Tag)<-[:CHILD_OF*0..]-(tag:Tag) RETURN DISTINCT tag.name } AS muted_tags
