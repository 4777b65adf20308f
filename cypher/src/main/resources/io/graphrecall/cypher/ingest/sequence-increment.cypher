// Increments the sequence.
// Columns: seq
MATCH (sequence:Sequence {name: 'seq'})
SET sequence.value = sequence.value + 1
RETURN sequence.value AS seq
