// Deletes all relationships of one type that start at the given nodes.
// Parameters: keys
UNWIND $keys AS key
MATCH (:SOURCE {SOURCE_KEY: key})-[link:RELATIONSHIP]->(:TARGET)
DELETE link
