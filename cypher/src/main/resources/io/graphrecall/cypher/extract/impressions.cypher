// Number of users who were shown a content until a time, among the latest contents of each user. One row per content.
MATCH (u:User) WHERE u.impressed IS NOT NULL
WITH u.impressed AS keys, u.impressed_at AS times // each array is read once
UNWIND range(0, size(keys) - 1) AS i
WITH keys[i] AS key WHERE times[i] <= $as_of
RETURN key, count(*) AS users
