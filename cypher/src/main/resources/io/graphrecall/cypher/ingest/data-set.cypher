// The data set that the graph holds; no row where it was never told.
// Columns: name, timestamps, protocol
MATCH (set:DataSet)
RETURN set.name AS name, set.timestamps AS timestamps, set.protocol AS protocol
