// The metadata of the graph's data set; no row if none was loaded.
// Columns: name, timestamps, protocol
MATCH (set:DataSet)
RETURN set.name AS name, set.timestamps AS timestamps, set.protocol AS protocol
