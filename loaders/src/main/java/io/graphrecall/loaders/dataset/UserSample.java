package io.graphrecall.loaders.dataset;

import io.graphrecall.schema.NodeKey;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.schema.Sha256;
import io.graphrecall.schema.UserId;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;

/**
 * Users with the smallest hashes of their ids, and the contents and items of their events. A larger sample of the same
 * data contains a smaller one.
 *
 * @param size requested number of users
 */
record UserSample(int size, Set<UserId> users, Set<NodeKey> targets) {

    /** User id with its hash. */
    private record HashedUser(long hash, UserId id) {

        private static final Comparator<HashedUser> ORDER = Comparator.comparingLong(HashedUser::hash)
                .thenComparing(user -> user.id().key());

        static HashedUser of(UserId id) {
            byte[] digest = Sha256.newDigest().digest(id.key().getBytes(StandardCharsets.UTF_8));
            return new HashedUser(ByteBuffer.wrap(digest).getLong(), id);
        }
    }

    /**
     * Selects users of a data set by one reading of its events. Memory grows with the events of the sample only, since a
     * user who leaves the smallest hashes cannot return.
     *
     * @throws RecallException with code INVALID if the data set has no events
     */
    static UserSample of(DataSetFolder folder, int size) {
        TreeMap<HashedUser, Set<NodeKey>> smallest = new TreeMap<>(HashedUser.ORDER);
        folder.events(event -> {
            HashedUser user = HashedUser.of(event.user());
            if (smallest.size() < size || HashedUser.ORDER.compare(user, smallest.lastKey()) <= 0) {
                smallest.computeIfAbsent(user, absent -> new HashSet<>()).add(event.target());
                if (smallest.size() > size) {
                    smallest.pollLastEntry();
                }
            }
        });
        if (smallest.isEmpty()) {
            throw new RecallException(Code.INVALID, "a sample needs events, but " + folder.path() + " has none");
        }
        Set<UserId> users = new HashSet<>();
        Set<NodeKey> targets = new HashSet<>();
        smallest.forEach((user, engaged) -> {
            users.add(user.id());
            targets.addAll(engaged);
        });
        return new UserSample(size, users, targets);
    }

    /** Returns true if a node is in the sample, which has all nodes but users, contents and items. */
    boolean has(NodeKey node) {
        return switch (node.label()) {
            case USER -> users.contains(node);
            case CONTENT, ITEM -> targets.contains(node);
            default -> true;
        };
    }
}
