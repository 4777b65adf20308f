// Contents or items that are not deleted, with the values of their records. Inferred links are excluded. One row per
// node.
MATCH (node:LABEL)
WHERE coalesce(node.status, 'active') <> 'deleted'
RETURN node.LABEL_KEY AS key,
       node.title AS title,
       node.description AS description,
       node.media_cover AS cover,
       node.media_frames AS frames,
       node.media_video AS video,
       node.media_audio AS audio,
       node.media_folder AS folder,
       COLLECT {
         MATCH (node)-[h:HAS_TAG]->(t:Tag) WHERE coalesce(h.source, 'given') = 'given' RETURN t.name ORDER BY t.name
       } AS tags,
       COLLECT {
         MATCH (node)-[i:IN_CATEGORY]->(g:Category) WHERE coalesce(i.source, 'given') = 'given'
         RETURN g.key ORDER BY g.key
       } AS categories,
       COLLECT {
         MATCH (node)-[h:HAS_ATTRIBUTE]->(a:Attribute) WHERE coalesce(h.source, 'given') = 'given'
         RETURN a.key ORDER BY a.key
       } AS attributes
ORDER BY key
