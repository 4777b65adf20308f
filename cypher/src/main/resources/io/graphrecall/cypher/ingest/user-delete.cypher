// Deletes a user with all events and preferences.
// Parameters: user_id
MATCH (user:User {user_id: $user_id})
DETACH DELETE user
