// Users with the latest behaviour, most recent first.
//   $limit  maximum number of users
MATCH (u:User)-[e:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED|SKIPPED|DISLIKED|VIEWED|CARTED|PURCHASED|SEARCHED]->()
WITH u, max(e.at) AS last_at
WITH u.user_id AS user_id, last_at
WHERE user_id IS NOT NULL
ORDER BY last_at DESC, user_id
LIMIT $limit
RETURN user_id
