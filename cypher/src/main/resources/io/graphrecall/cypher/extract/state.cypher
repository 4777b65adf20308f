// The id and the sequence number of the graph, and the metadata of its data set. One row.
OPTIONAL MATCH (s:Sequence {name: 'seq'})
OPTIONAL MATCH (d:DataSet)
RETURN coalesce(s.value, 0) AS seq, coalesce(s.graph_id, '') AS graph_id, d.name AS name, d.timestamps AS timestamps, d.protocol AS protocol
LIMIT 1
