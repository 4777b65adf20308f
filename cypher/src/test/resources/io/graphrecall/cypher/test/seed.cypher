// A graph with every label, type and property key that a statement may use. All other statements are checked against
// these names. A statement that needs a new name adds it here.
CREATE (user:User {user_id: 'u', profile: '{}', impressed: ['c'], impressed_at: [1], digest: 'd', seq: 1})
CREATE (author:User {user_id: 'a'})
CREATE (content:Content {
  content_id: 'c', title: 't', description: 't', published_at: 1, expires_at: 2, status: 'active', media_cover: 'm',
  media_frames: ['m'], media_video: 'm', media_audio: 'm', media_folder: 'm', seq: 1, digest: 'd', held_at: 1
})
CREATE (item:Item {
  item_id: 'i', title: 't', description: 't', published_at: 1, expires_at: 2, status: 'active', media_cover: 'm',
  media_frames: ['m'], media_video: 'm', media_audio: 'm', media_folder: 'm', seq: 1, digest: 'd'
})
CREATE (query:Query {text: 'q'})
CREATE (tag:Tag {name: 't', synonyms: ['s'], digest: 'd'})
CREATE (category:Category {key: 'k', name: 'n', path: ['n'], domain: 'content', digest: 'd'})
CREATE (attribute:Attribute {key: 'k', property: 'p', value: 'v'})
CREATE (cluster:Cluster {key: 'k'})
CREATE (community:Community {key: 'k', name: 'n', contents: 1})
MERGE (sequence:Sequence {name: 'seq'}) SET sequence.value = 1, sequence.locked = true, sequence.graph_id = 'graph-1'
CREATE (:DataSet {name: 'n', timestamps: 'real', protocol: 'leave-one-out'})
CREATE (:Migration {version: 0, name: 'n', checksum: 's', applied_at: 1})
CREATE (user)-[:CLICKED {event_id: '1', at: 1, ord: 1, dwell_ms: 1, scene: 's', query: 'q', request_id: 'r'}]->(content)
CREATE (user)-[:PLAYED {event_id: '1'}]->(content)
CREATE (user)-[:LIKED {event_id: '1'}]->(content)
CREATE (user)-[:SHARED {event_id: '1'}]->(content)
CREATE (user)-[:FAVOURITED {event_id: '1'}]->(content)
CREATE (user)-[:COMMENTED {event_id: '1'}]->(content)
CREATE (user)-[:SKIPPED {event_id: '1'}]->(content)
CREATE (user)-[:DISLIKED {event_id: '1'}]->(content)
CREATE (user)-[:VIEWED {event_id: '1'}]->(item)
CREATE (user)-[:CARTED {event_id: '1'}]->(item)
CREATE (user)-[:PURCHASED {event_id: '1'}]->(item)
CREATE (user)-[:SEARCHED {event_id: '1'}]->(query)
CREATE (query)-[:LED_TO {count: 1, last_at: 1}]->(content)
CREATE (content)-[:HAS_TAG {weight: 1.0, source: 'given'}]->(tag)
CREATE (content)-[:HAS_ATTRIBUTE {weight: 1.0, source: 'text'}]->(attribute)
CREATE (content)-[:IN_CATEGORY {weight: 1.0, source: 'meaning'}]->(category)
CREATE (content)-[:IN_CLUSTER {space: 's'}]->(cluster)
CREATE (content)-[:IN_COMMUNITY]->(community)
CREATE (tag)-[:CHILD_OF]->(:Tag {name: 'u'})
CREATE (category)-[:MAPS_TO]->(:Category {key: 'l'})
CREATE (author)-[:PUBLISHED]->(content)
CREATE (user)-[:FOLLOWS]->(author)
CREATE (user)-[:BLOCKS]->(author)
CREATE (user)-[:MUTES]->(tag)
