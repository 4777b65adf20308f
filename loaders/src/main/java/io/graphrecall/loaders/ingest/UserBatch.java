package io.graphrecall.loaders.ingest;

import io.graphrecall.schema.NodeKey;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RelationshipType;
import io.graphrecall.schema.User;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a batch of users: profile, follows, blocks and mutes. Properties derived from behaviour stay. */
final class UserBatch {

    private UserBatch() {}

    static WriteReport write(BatchTarget graph, List<User> batch) {
        long seq = graph.lock();
        Map<String, User> last = new LinkedHashMap<>();
        batch.forEach(user -> last.put(user.id().key(), user));
        List<User> changed = RecordDigest.changed(graph, NodeLabel.USER, last, UserBatch::digest);
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
        Links follows = new Links(RelationshipType.FOLLOWS, NodeLabel.USER, NodeLabel.USER);
        Links blocks = new Links(RelationshipType.BLOCKS, NodeLabel.USER, NodeLabel.USER);
        Links mutes = new Links(RelationshipType.MUTES, NodeLabel.USER, NodeLabel.TAG);
        for (User user : users) {
            add(user, user.follows(), follows, placeholders);
            add(user, user.blocks(), blocks, placeholders);
            add(user, user.mutes(), mutes, placeholders);
        }
        placeholders.createMissing(graph);
        List.of(follows, blocks, mutes).forEach(links -> links.create(graph));
    }

    private static void add(User user, List<? extends NodeKey> targets, Links links, PlaceholderNodes placeholders) {
        targets.forEach(target -> {
            placeholders.add(target);
            links.add(user.id().key(), target.key());
        });
    }

    private static NodeProperties properties(User user, long seq) {
        return new NodeProperties(user.id().key(), Map.of("digest", digest(user), "seq", seq))
                .with("profile", user.profile().isEmpty() ? null : RecordDigest.json(user.profile()));
    }

    private static String digest(User user) {
        return RecordDigest.of(user.profile(), user.follows(), user.blocks(), user.mutes());
    }
}
