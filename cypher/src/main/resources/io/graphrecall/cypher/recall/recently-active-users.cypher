// Users with the latest behaviour, most recent first.
//   $limit  maximum number of users
MATCH (u:User)-[e:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED|SKIPPED|DISLIKED|VIEWED|CARTED|PURCHASED|SEARCHED]->()
WITH u, max(e.at) AS last_at
ORDER BY last_at DESC, u.user_id
LIMIT $limit
RETURN u.user_id AS user_id
