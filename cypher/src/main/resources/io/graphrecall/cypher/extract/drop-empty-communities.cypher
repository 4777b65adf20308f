// Deletes communities without contents.
MATCH (community:Community)
WHERE NOT EXISTS { (community)<-[:IN_COMMUNITY]-(:Content) }
DELETE community
