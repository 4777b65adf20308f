// The picture files of a content. No row if the content is unknown.
//   $content_id  id of the content
MATCH (c:Content {content_id: $content_id})
RETURN c.media_cover AS cover, coalesce(c.media_frames, []) AS frames, c.media_folder AS folder
