// Texts of the queries that events name.
// Columns: text
MATCH ()-[event:CLICKED|PLAYED|LIKED|SHARED|FAVOURITED|COMMENTED|SKIPPED|DISLIKED|VIEWED|CARTED|PURCHASED]->()
WHERE event.query IS NOT NULL
RETURN DISTINCT event.query AS text
