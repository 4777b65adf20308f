// The time of the newest event that is stored as a relationship, or null. One row.
// Columns: at (epoch milliseconds)
MATCH (:User)-[e:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED|SKIPPED|DISLIKED|SEARCHED|VIEWED|CARTED|PURCHASED]->()
RETURN max(e.at) AS at
