// Writes the metadata of the graph's only data set.
// Parameters: name, timestamps, protocol
MERGE (set:DataSet)
SET set.name = $name, set.timestamps = $timestamps, set.protocol = $protocol
