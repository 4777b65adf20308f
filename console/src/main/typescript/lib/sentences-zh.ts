/**
 * Sentences of the service in Chinese. `{text}` and `{text2}` stand for any text or a further sentence, other names in braces
 * for whole numbers. A test finds each sentence in the sources of the service.
 */
export const SENTENCES: Record<string, string> = {
  // outcomes of a content in a channel
  'rank {rank} in the channel': '通道内第 {rank} 名',
  'a rank above {rank} in the channel': '通道内名次超过 {rank}',
  'rank {rank} in the result': '结果中第 {rank} 名',
  'rank {rank} in the blend': '融合后第 {rank} 名',
  'on another page': '在另一页',
  'beyond the result size of {size}': '超出结果数量 {size}',
  'beyond the result size of {size} in the blend': '融合后超出结果数量 {size}',
  'displaced by the minimums of other channels': '被其他通道的最低数量挤出',
  'beyond its quota of {quota}': '超出其配额 {quota}',
  'the result has {text}': '结果限制为{text}',
  'at most {max} contents with {text}': '最多 {max} 条 {text} 的内容',
  'no channel of the query found it': '没有搜索通道找到它',
  'trigger {text}': '触发源 {text}',
  'the channel does not reach it': '该通道到达不了它',
  'did not finish by the deadline': '未在时限内完成',
  'failed; see the service log': '失败，见服务日志',
  // exclusions
  'it is hidden': '已隐藏',
  'it is withdrawn': '已撤下',
  'only events mention it': '只有行为提到它',
  'only events mention it, or its record is not read yet': '只有行为提到它，或其记录尚未读入',
  'it is published at {text}': '发布时间为 {text}',
  'and the service\'s clock is at {text}': '服务时钟为 {text}',
  'it expired at {text}': '已于 {text} 过期',
  'the user has seen it': '用户已看过',
  'the request names its id': '请求中排除了它的 ID',
  'the user blocks its author': '用户拉黑了它的作者',
  'the user mutes one of its tags': '用户屏蔽了它的某个标签',
  'it lacks {text}': '不满足条件 {text}',
  'it has {text}': '满足排除条件 {text}',
  // channels without contents
  'the user\'s history could not be read in time': '未能及时读取用户的历史',
  'its quota is 0': '其配额为 0',
  'every content that it reached is seen or filtered: {count}': '它到达的内容都已看过或被过滤：{count} 条',
  'nothing is connected to the user\'s triggers ({triggers}), searches ({searches}) and interests':
    '没有内容与用户的触发源（{triggers} 个）、搜索（{searches} 次）或兴趣相连',
  'the user engaged with no content of this generation': '用户没有与该版本中的任何内容互动过',
  'the user has no searches': '用户没有搜索',
  'no word of the searches is known': '搜索中没有已知的词',
  'the user has no interests in {text}': '用户没有此类兴趣：{text}',
  'the user has no behaviour except skips and dislikes': '用户除跳过和不喜欢外没有行为',
  'no content was published within recall.channels.fresh.window': '在 recall.channels.fresh.window 内没有新发布的内容',
  'the timestamps of the data set give only an order': '数据集的时间戳只表示先后顺序',
  'exposures are not counted for this generation': '该版本没有曝光计数',
  'the generation has no text space of a text encoder': '该版本没有文本编码器的文本空间',
  'the text encoder could not be loaded; a request tries again after a minute': '文本编码器无法加载，一分钟后的请求会再试',
  'the generation has no meta-paths': '该版本没有元路径',
  'the generation has no deep match model': '该版本没有深度匹配模型',
  'the generation has no meta-path GCN': '该版本没有元路径 GCN',
  'the generation has no embedding space \'{text}\'': '该版本没有向量空间 {text}',
  'the generation has no embedding space to cluster': '该版本没有可聚类的向量空间',
  'no word of the query is known: no content has one in its text, tags, categories or attributes, and none was clicked after it':
    '搜索词中没有已知的词：没有内容的文本、标签、类目或属性含有它，也没有内容在该搜索后被点击',
  // errors
  'unknown content \'{text}\'': '内容 {text} 不存在',
  'unknown user \'{text}\'': '用户 {text} 不存在',
  'the graph has no {text}': '图中没有 {text}',
  'no generation serves yet: build one first': '尚无在线版本：请先构建',
  'no generation serves yet: the service is starting': '尚无在线版本：服务正在启动',
  'no generation serves yet; generation {text} is being read and warmed up': '尚无在线版本：正在读取并预热版本 {text}',
  'the service is warming up or shutting down': '服务正在预热或关闭',
  'Neo4j at {text} does not respond: {text2}': 'Neo4j（{text}）无响应：{text2}',
  'no response to a probe within {limit} ms': '探测在 {limit} 毫秒内没有响应',
  'an API key is required': '需要 API 密钥',
  'the API key is unknown': '未知的 API 密钥',
  'the API key \'{text}\' lacks the role \'{text2}\'': 'API 密钥 {text} 缺少角色 {text2}',
  // queries of the graph
  'Authors ranked by the engagements with their contents.': '按其内容的互动数排序的作者。',
  'Contents whose users engaged most with contents of other communities. Written by graph communities.':
    '其用户与其他社区的内容互动最多的内容。由 graph communities 写入。',
  'Tags of both items and contents, which connect shopping behaviour to contents.': '商品和内容共有的标签，把购物行为与内容相连。',
  'Categories with the most contents and items, including those of their descendants.': '内容和商品最多的类目，包括其下级类目的。',
  'Size and most frequent category of each cluster of an embedding space.': '某个向量空间中每个簇的大小和最常见的类目。',
  'Contents without engagements, newest first, each with the warm content that shares the most features with it.':
    '没有互动的内容，最新的在前，各附与其共同特征最多的有互动内容。',
  'Communities with the most contents, with their most characteristic tags, attribute values and categories, and the contents that most users engaged with. Written by graph communities.':
    '内容最多的社区，附其最有代表性的标签、属性值和类目，以及互动用户最多的内容。由 graph communities 写入。',
  'Tags shared by so many contents that they carry little information; candidates for the degree cap of a meta-path.':
    '内容过多因而信息量很小的标签，可考虑用元路径的度数上限排除。',
  'Difference between the category shares of a user\'s latest engagements and of all engagements.':
    '用户最近互动的类目占比与全部互动的类目占比之差。',
  'Contents with the same title, ignoring case and spaces: probably one content published several times.':
    '标题相同（忽略大小写和空格）的内容：可能是同一内容多次发布。',
  'Contents that users engaged with after a given content, within their next five engagements.': '用户在某内容之后的五次互动内互动过的内容。',
  'Engagements per day that a search query led to: they name the query or follow its search within 30 minutes. Those that name a query that their user did not search for count after a build.':
    '某搜索词每天带来的互动：注明该搜索词，或在搜索后 30 分钟内发生。注明但其用户未搜索过的，构建后才计入。',
  'Random users and the number of their engagements.': '随机用户及其互动数。',
  'Users who engaged with the same contents as a user, most similar first (Jaccard).': '与某用户互动过相同内容的用户，最相似的在前（Jaccard）。',
  'Contents without a tag, most relationships first: candidates for content understanding.': '没有标签的内容，关系最多的在前：适合做内容理解。',
  'Communities of the contents that a user engaged with, and their share. Written by graph communities.':
    '某用户互动过的内容所属的社区及其占比。由 graph communities 写入。',
  'Connections between a user and a content through tags, attributes, categories, other users, authors and queries.':
    '用户与内容之间经由标签、属性、类目、其他用户、作者和搜索词的联系。',
  'Tags that a user engaged with, and the contents, items and queries that they come from.': '用户互动过的标签，以及它们来自的内容、商品和搜索词。',
  'user id': '用户 ID',
  'content id': '内容 ID',
  'embedding space': '向量空间',
  'normalised query text': '规范化的搜索词',
  'maximum number of rows': '最多行数',
  'minimum share of all contents': '占全部内容的最低比例',
  'minimum number of users who engaged with the content': '互动过该内容的最少用户数',
  'minimum number of engagements of a user': '用户的最少互动数',
  'maximum number of engagements of a user': '用户的最多互动数',
  'number of newest engagements that count as the latest': '算作最近的最新互动数',
};
