// Contents with the same title, ignoring case and spaces: probably one content published several times.
//   $limit  maximum number of rows (20)
// Columns: title, copies, contents
MATCH (content:Content)
WHERE content.title IS NOT NULL AND coalesce(content.status, 'active') <> 'deleted'
WITH toLower(replace(content.title, ' ', '')) AS form, content
ORDER BY content.content_id
WITH form, collect(content) AS contents
WHERE size(contents) > 1
RETURN contents[0].title AS title, size(contents) AS copies, [c IN contents | c.content_id] AS contents
ORDER BY copies DESC, title
LIMIT $limit
