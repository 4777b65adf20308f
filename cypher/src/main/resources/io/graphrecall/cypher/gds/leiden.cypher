// Communities of the projected contents by GDS (Leiden, Traag et al. 2019). One row per content.
//   $graph       name of the projected graph
//   $resolution  resolution of the modularity; larger values give more and smaller communities
//   $seed        random seed; reproducible with one thread
// Columns: content, community
CALL gds.leiden.stream($graph, {relationshipWeightProperty: 'weight', gamma: $resolution, randomSeed: $seed,
  concurrency: 1})
YIELD nodeId, communityId
WITH gds.util.asNode(nodeId) AS node, communityId
WHERE node:Content
RETURN node.content_id AS content, communityId AS community
