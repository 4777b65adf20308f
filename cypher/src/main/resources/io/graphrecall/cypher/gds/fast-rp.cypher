// Embeddings of the projected nodes by GDS FastRP (Chen et al. 2019). A row a node.
//   $graph    the projection's name
//   $width    of an embedding
//   $weights  of the embedding after no, one, two … steps
//   $degrees  exponent of the nodes' degrees: negative takes from hubs
//   $seed     of what is random
//   $threads  how many threads
// Columns: node, vector
CALL gds.fastRP.stream($graph, {embeddingDimension: $width, iterationWeights: $weights, normalizationStrength: $degrees,
  randomSeed: $seed, concurrency: $threads})
YIELD nodeId, embedding
RETURN nodeId AS node, embedding AS vector
