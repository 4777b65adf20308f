// Says which data set the graph holds. There is one.
// Parameters: name, timestamps, protocol
MERGE (set:DataSet)
SET set.name = $name, set.timestamps = $timestamps, set.protocol = $protocol
