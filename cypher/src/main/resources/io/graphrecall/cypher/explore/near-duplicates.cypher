// Contents with the same title, letter case and blanks aside: one thing published several times.
//   $limit  rows at most (20)
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
