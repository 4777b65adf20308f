// The graph's sequence number: how many write batches there were. Absent before the first.
MATCH (s:Sequence {name: 'seq'})
RETURN s.value AS seq
