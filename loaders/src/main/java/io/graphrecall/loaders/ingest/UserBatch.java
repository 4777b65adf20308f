package io.graphrecall.loaders.ingest;

import io.graphrecall.cypher.CypherStatement;
import io.graphrecall.cypher.GraphTransaction;
import io.graphrecall.schema.NodeKey;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RelationshipType;
import io.graphrecall.schema.User;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a batch of users: profile, follows, blocks and mutes. Properties derived from behaviour stay. */
final class UserBatch {

    private static final CypherStatement WRITE = CypherStatement.of("ingest/user-write");
    private static final List<RelationshipType> PREFERENCES = List.of(RelationshipType.FOLLOWS, RelationshipType.BLOCKS,
            RelationshipType.MUTES);
    private static final List<CypherStatement> UNLINK = PREFERENCES.stream()
            .map(type -> CypherStatement.of("ingest/unlink", type)).toList();
    private static final List<CypherStatement> LINK = PREFERENCES.stream()
            .map(type -> CypherStatement.of("ingest/link", type)).toList();

    WriteReport write(GraphTransaction tx, List<User> batch) {
        long seq = Sequence.lock(tx);
        Map<String, User> last = new LinkedHashMap<>();
        batch.forEach(user -> last.put(user.id().key(), user));
        List<User> changed = RecordDigest.changed(tx, NodeLabel.USER, last.values(), user -> user.id().key(),
                UserBatch::digest);
        PlaceholderNodes placeholders = new PlaceholderNodes();
        if (!changed.isEmpty()) {
            seq = Sequence.increment(tx);
            tx.execute(WRITE, Map.of("rows", changed.stream().map(UserBatch::row).toList(), "seq", seq));
            link(tx, changed, placeholders);
        }
        return new WriteReport(changed.size(), batch.size() - changed.size(), List.of(), seq, placeholders.created());
    }

    private static void link(GraphTransaction tx, List<User> users, PlaceholderNodes placeholders) {
        List<Links> links = LINK.stream().map(Links::new).toList();
        for (User user : users) {
            List<List<? extends NodeKey>> preferences = List.of(user.follows(), user.blocks(), user.mutes());
            for (int i = 0; i < preferences.size(); i++) {
                placeholders.addAll(preferences.get(i));
                for (NodeKey target : preferences.get(i)) {
                    links.get(i).add(user.id().key(), target.key());
                }
            }
        }
        List<String> keys = users.stream().map(user -> user.id().key()).toList();
        UNLINK.forEach(unlink -> tx.execute(unlink, Map.of("keys", keys)));
        placeholders.merge(tx);
        links.forEach(one -> one.create(tx));
    }

    private static Map<String, Object> row(User user) {
        Map<String, Object> row = new HashMap<>();
        row.put("key", user.id().key());
        row.put("profile", user.profile().isEmpty() ? null : RecordDigest.json(user.profile()));
        row.put("digest", digest(user));
        return row;
    }

    private static String digest(User user) {
        return RecordDigest.of(user.profile(), user.follows(), user.blocks(), user.mutes());
    }
}
