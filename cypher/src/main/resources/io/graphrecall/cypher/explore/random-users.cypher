// Random users and the number of their engagements.
//   $min_engagements  minimum number of engagements of a user (1)
//   $max_engagements  maximum number of engagements of a user (1000000)
//   $limit            maximum number of rows (20)
// Columns: user, engagements
MATCH (user:User)
WITH user, COUNT { (user)-[:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED]->() } AS engagements
WHERE engagements >= $min_engagements AND engagements <= $max_engagements
WITH user, engagements
ORDER BY rand()
LIMIT $limit
RETURN user.user_id AS user, engagements
