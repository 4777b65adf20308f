// Size and most frequent category of each cluster of an embedding space.
//   $space  embedding space (text)
//   $limit  maximum number of rows (20)
// Columns: cluster, contents, category, share
MATCH (content:Content)-[:IN_CLUSTER {space: $space}]->(cluster:Cluster)
OPTIONAL MATCH (content)-[:IN_CATEGORY]->(category:Category)
WITH cluster, category.name AS category, count(DISTINCT content) AS members
ORDER BY members DESC, category
WITH cluster, collect([category, members])[0] AS most
WITH cluster, most, COUNT { (cluster)<-[:IN_CLUSTER {space: $space}]-(:Content) } AS contents
RETURN cluster.key AS cluster, contents, most[0] AS category, toFloat(most[1]) / contents AS share
ORDER BY contents DESC, cluster
LIMIT $limit
