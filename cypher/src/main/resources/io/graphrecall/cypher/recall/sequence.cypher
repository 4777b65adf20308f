// The graph's sequence number, which counts write batches. No row before the first batch.
MATCH (s:Sequence {name: 'seq'})
RETURN s.value AS seq
