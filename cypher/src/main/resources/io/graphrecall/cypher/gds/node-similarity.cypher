// GDS node similarity of the projected contents (Jaccard over shared neighbours), top K per content. One row.
//   $graph    name of the projected graph
//   $top_k    maximum neighbours per content
//   $threads  number of threads
// Columns: pairs, sum
CALL gds.nodeSimilarity.stream($graph, {topK: $top_k, similarityCutoff: 0.0, concurrency: $threads})
YIELD similarity
RETURN count(*) AS pairs, sum(similarity) AS sum
