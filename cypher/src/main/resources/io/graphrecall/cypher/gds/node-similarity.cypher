// Similarity of the projected contents by GDS (Jaccard over what both are joined to), each with its best. One row.
//   $graph    the projection's name
//   $top_k    kept a content, at most
//   $threads  how many threads
// Columns: pairs, sum
CALL gds.nodeSimilarity.stream($graph, {topK: $top_k, similarityCutoff: 0.0, concurrency: $threads})
YIELD similarity
RETURN count(*) AS pairs, sum(similarity) AS sum
