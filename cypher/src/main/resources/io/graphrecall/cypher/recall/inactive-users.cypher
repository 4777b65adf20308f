// Users without behaviour, in no particular order.
//   $limit  maximum number of users
MATCH (u:User)
WHERE u.user_id IS NOT NULL
  AND NOT EXISTS {
    (u)-[:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED|SKIPPED|DISLIKED|VIEWED|CARTED|PURCHASED|SEARCHED]->()
  }
RETURN u.user_id AS user_id
LIMIT $limit
