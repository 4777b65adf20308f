package io.graphrecall.gnn.gcn;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationWriter;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.gnn.training.GenerationPart;
import io.graphrecall.metapath.sparse.SparseVector;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What users' vectors are made of in one generation, and the vectors of contents newer than it, from what describes them.
 * Those of its own contents as something to be found are its space {@value Gcn#SPACE}, which compares by the cosine.
 * Without native memory. Immutable; thread-safe.
 */
public final class GcnEmbeddings implements GenerationPart {

    private static final String PREFIX = Gcn.SPACE + ".";
    private static final String RELATIONS = PREFIX + "relations";
    private static final String ATTENTION = PREFIX + "attention.";
    private static final String NODES = PREFIX + "nodes";
    private static final String TRIGGERS = PREFIX + "triggers";
    private static final String USERS = PREFIX + "users";
    private static final String OF_USERS = PREFIX + "user-vectors";

    private final NodeIndex relations;
    private final ByRole<AttentionWeights> attention;
    private final EmbeddingTable nodes;
    private final EmbeddingTable triggers;
    private final NodeIndex users;
    private final EmbeddingTable ofUsers;

    /**
     * @param relations that there is an attention for
     * @param nodes     what contents pass along relations, by content
     * @param triggers  what users' vectors are means of, by content
     * @param ofUsers   the mean of all that users engaged with, by {@code users}
     */
    GcnEmbeddings(
            NodeIndex relations, ByRole<AttentionWeights> attention, EmbeddingTable nodes,
            EmbeddingTable triggers, NodeIndex users, EmbeddingTable ofUsers) {
        this.relations = relations;
        this.attention = attention;
        this.nodes = nodes;
        this.triggers = triggers;
        this.users = users;
        this.ofUsers = ofUsers;
    }

    /** The length of every vector. */
    public int width() {
        return nodes.dimensions();
    }

    /** A content of the generation as something that was engaged with; null where nothing is known of it. */
    public float @Nullable [] trigger(int content) {
        return row(triggers, content);
    }

    /**
     * A content newer than the generation as something that was engaged with.
     *
     * @param walks for each relation that describes it: the contents of the generation that a walk from it comes to, and
     *              how likely to each
     * @return null where nothing is known of it
     */
    public float @Nullable [] trigger(Map<String, SparseVector> walks) {
        return mixed(Role.TRIGGER, walks);
    }

    /** A content newer than the generation as something to be found; see {@link #trigger(Map)}. */
    public float @Nullable [] target(Map<String, SparseVector> walks) {
        return mixed(Role.TARGET, walks);
    }

    /** A user as of when the generation was made; null where nothing is known of one. */
    public float @Nullable [] user(String id) {
        int user = users.ordinal(id);
        return user < 0 ? null : row(ofUsers, user);
    }

    private float @Nullable [] mixed(Role role, Map<String, SparseVector> walks) {
        List<float @Nullable []> got = new ArrayList<>();
        got.add(null);
        boolean any = false;
        for (int relation = 0; relation < relations.size(); relation++) {
            SparseVector walk = walks.getOrDefault(relations.key(relation), SparseVector.EMPTY);
            got.add(walk.isEmpty() ? null : mean(walk));
            any |= !walk.isEmpty();
        }
        return any ? attention.get(role).mixed(got) : null;
    }

    private float[] mean(SparseVector walk) {
        float[] mean = new float[width()];
        float[] values = nodes.valueArray();
        for (int i = 0; i < walk.size(); i++) {
            int row = nodes.row(walk.ordinals()[i]);
            for (int d = 0; d < mean.length && row >= 0; d++) {
                mean[d] += walk.weights()[i] * values[row * mean.length + d];
            }
        }
        return mean;
    }

    private static float @Nullable [] row(EmbeddingTable table, int ordinal) {
        int row = table.row(ordinal);
        return row < 0 ? null : table.vector(row);
    }

    @Override
    public void write(GenerationWriter writer) {
        writer.index(RELATIONS, relations);
        attention.forEach((role, weights) -> weights.write(writer, ATTENTION + role.key()));
        writer.embedding(NODES, nodes);
        writer.embedding(TRIGGERS, triggers);
        writer.index(USERS, users);
        writer.embedding(OF_USERS, ofUsers);
    }

    /** The vectors of an open generation; null where it has none. */
    public static @Nullable GcnEmbeddings read(Generation generation) {
        if (!generation.has(RELATIONS)) {
            return null;
        }
        return new GcnEmbeddings(
                generation.index(RELATIONS),
                ByRole.of(role -> AttentionWeights.read(generation, ATTENTION + role.key())),
                generation.embedding(NODES), generation.embedding(TRIGGERS),
                generation.index(USERS), generation.embedding(OF_USERS));
    }
}
