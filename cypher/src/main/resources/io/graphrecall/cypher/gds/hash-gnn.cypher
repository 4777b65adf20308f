// GDS HashGNN embeddings of the projected contents (Tan et al. 2020). One row per content.
//   $graph       name of the projected graph
//   $width       embedding dimension
//   $iterations  number of message-passing iterations
//   $density     number of hash functions per iteration
//   $features    dimension of the generated node features
//   $each        number of generated features per node
//   $influence   weight of neighbours relative to the node itself
//   $seed        random seed
//   $threads     number of threads
// Columns: content, vector
CALL gds.hashgnn.stream($graph, {outputDimension: $width, iterations: $iterations, embeddingDensity: $density,
  generateFeatures: {dimension: $features, densityLevel: $each}, neighborInfluence: $influence, randomSeed: $seed,
  concurrency: $threads})
YIELD nodeId, embedding
WITH gds.util.asNode(nodeId) AS node, embedding
WHERE node:Content
RETURN node.content_id AS content, embedding AS vector
