// The graph's id, and its sequence number, which counts write batches. No row without a schema.
MATCH (s:Sequence {name: 'seq'})
RETURN s.value AS seq, s.graph_id AS graph_id
