// Descriptions, media and further fields of contents. One row per known content. The fields are read at once, since another
// transaction may replace them meanwhile.
//   $contents     ids of the contents
//   $description  true to read the description
//   $media        true to read the paths of media files
//   $all          true to read all further fields
//   $fields       names of the further fields to read
UNWIND $contents AS content_id
MATCH (content:Content {content_id: content_id})
WITH content_id, properties(content) AS stored
RETURN content_id,
       CASE WHEN $description THEN stored.description END AS description,
       CASE WHEN $media THEN stored.media_cover END AS cover,
       CASE WHEN $media THEN coalesce(stored.media_frames, []) ELSE [] END AS frames,
       CASE WHEN $media THEN stored.media_video END AS video,
       CASE WHEN $media THEN stored.media_audio END AS audio,
       [name IN keys(stored) WHERE name STARTS WITH 'extra_' AND ($all OR substring(name, 6) IN $fields) |
         {name: substring(name, 6), value: stored[name]}] AS fields
