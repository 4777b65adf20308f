// Users with events or impressions before a time.
// Parameters: before (epoch milliseconds)
// Columns: user_id; events: number of these events
MATCH (user:User)
WITH user, COUNT {
  (user)-[event:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED|SKIPPED|DISLIKED|VIEWED|CARTED|PURCHASED|SEARCHED]->()
  WHERE event.at < $before } AS events
WHERE events > 0 OR any(at IN user.impressed_at WHERE at < $before)
RETURN user.user_id AS user_id, events
