// Embeddings of the projected contents by GDS FastRP (Chen et al. 2019). A row a content.
//   $graph    the projection's name
//   $width    of an embedding
//   $weights  of the embedding after no, one, two … steps
//   $degrees  exponent of the nodes' degrees: negative takes from hubs
//   $seed     of what is random
//   $threads  how many threads
// Columns: content, vector
CALL gds.fastRP.stream($graph, {embeddingDimension: $width, iterationWeights: $weights, normalizationStrength: $degrees,
  randomSeed: $seed, concurrency: $threads})
YIELD nodeId, embedding
WITH gds.util.asNode(nodeId) AS node, embedding
WHERE node:Content
RETURN node.content_id AS content, embedding AS vector
