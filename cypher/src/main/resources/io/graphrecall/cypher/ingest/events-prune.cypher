// Deletes the events and impressions of users before a time, and marks the users as changed.
// Parameters: users; before (epoch milliseconds); seq: sequence number of this write
UNWIND $users AS key
MATCH (user:User {user_id: key})
SET user.seq = $seq
WITH user
CALL (user) {
  WITH user WHERE user.impressed IS NOT NULL
  SET user.impressed = [i IN range(0, size(user.impressed) - 1) WHERE user.impressed_at[i] >= $before | user.impressed[i]],
      user.impressed_at = [at IN user.impressed_at WHERE at >= $before]
}
WITH user
MATCH (user)-[event:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED|SKIPPED|DISLIKED|VIEWED|CARTED|PURCHASED|SEARCHED]->()
WHERE event.at < $before
DELETE event
