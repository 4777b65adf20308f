// How often the graph names a user: as a node, and in the profiles of other users. One row.
// Parameters: user_id; quoted: the id as a JSON string
// Columns: nodes, profiles
RETURN COUNT { MATCH (user:User {user_id: $user_id}) } AS nodes,
       COUNT { MATCH (other:User) WHERE other.user_id <> $user_id AND other.profile CONTAINS $quoted } AS profiles
