// Number of users who were shown a content until a time, among the latest contents of each user. One row per content.
MATCH (u:User) WHERE u.impressed IS NOT NULL
UNWIND range(0, size(u.impressed) - 1) AS i
WITH u.impressed[i] AS key WHERE u.impressed_at[i] <= $as_of
RETURN key, count(*) AS users
