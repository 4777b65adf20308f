// The time of the newest event that is a relationship, null where there is none. One row.
// Columns: at (epoch milliseconds)
MATCH (:User)-[e:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED|SKIPPED|DISLIKED|SEARCHED|VIEWED|CARTED|PURCHASED]->()
RETURN max(e.at) AS at
