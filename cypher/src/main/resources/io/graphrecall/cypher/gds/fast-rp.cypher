// GDS FastRP embeddings of the projected contents (Chen et al. 2019). One row per content.
//   $graph    name of the projected graph
//   $width    embedding dimension
//   $weights  iteration weights, from iteration 0
//   $degrees  normalization strength: exponent of the node degree; negative values lower the weight of hubs
//   $seed     random seed
//   $threads  number of threads
// Columns: content, vector
CALL gds.fastRP.stream($graph, {embeddingDimension: $width, iterationWeights: $weights, normalizationStrength: $degrees,
  randomSeed: $seed, concurrency: $threads})
YIELD nodeId, embedding
WITH gds.util.asNode(nodeId) AS node, embedding
WHERE node:Content
RETURN node.content_id AS content, embedding AS vector
