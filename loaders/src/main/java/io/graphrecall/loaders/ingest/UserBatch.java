package io.graphrecall.loaders.ingest;

import io.graphrecall.schema.NodeKey;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RelationshipType;
import io.graphrecall.schema.User;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a batch of users: profile, follows, blocks and mutes. Properties derived from behaviour stay. */
final class UserBatch {

    private static final List<RelationshipType> PREFERENCES = List.of(RelationshipType.FOLLOWS, RelationshipType.BLOCKS,
            RelationshipType.MUTES);
    private static final List<NodeLabel> TARGETS = List.of(NodeLabel.USER, NodeLabel.USER, NodeLabel.TAG);

    WriteReport write(BatchTarget graph, List<User> batch) {
        long seq = graph.lock();
        Map<String, User> last = new LinkedHashMap<>();
        batch.forEach(user -> last.put(user.id().key(), user));
        List<User> changed = RecordDigest.changed(graph, NodeLabel.USER, last.values(), user -> user.id().key(),
                UserBatch::digest);
        PlaceholderNodes placeholders = new PlaceholderNodes();
        if (!changed.isEmpty()) {
            long incremented = graph.increment();
            graph.putRecords(NodeLabel.USER, changed.stream().map(user -> properties(user, incremented)).toList());
            link(graph, changed, placeholders);
            seq = incremented;
        }
        return new WriteReport(changed.size(), batch.size() - changed.size(), List.of(), seq, placeholders.created());
    }

    private static void link(BatchTarget graph, List<User> users, PlaceholderNodes placeholders) {
        List<Links> links = new ArrayList<>();
        for (int i = 0; i < PREFERENCES.size(); i++) {
            links.add(new Links(PREFERENCES.get(i), NodeLabel.USER, TARGETS.get(i)));
        }
        for (User user : users) {
            List<List<? extends NodeKey>> preferences = List.of(user.follows(), user.blocks(), user.mutes());
            for (int i = 0; i < preferences.size(); i++) {
                placeholders.addAll(preferences.get(i));
                for (NodeKey target : preferences.get(i)) {
                    links.get(i).add(user.id().key(), target.key());
                }
            }
        }
        placeholders.createMissing(graph);
        links.forEach(one -> one.create(graph));
    }

    private static NodeProperties properties(User user, long seq) {
        Map<String, @Nullable Object> properties = new HashMap<>();
        properties.put("profile", user.profile().isEmpty() ? null : RecordDigest.json(user.profile()));
        properties.put("digest", digest(user));
        properties.put("seq", seq);
        return new NodeProperties(user.id().key(), properties);
    }

    private static String digest(User user) {
        return RecordDigest.of(user.profile(), user.follows(), user.blocks(), user.mutes());
    }
}
