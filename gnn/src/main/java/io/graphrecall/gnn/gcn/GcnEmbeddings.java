package io.graphrecall.gnn.gcn;

import io.graphrecall.generation.EmbeddingTable;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationWriter;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.gnn.training.GenerationPart;
import io.graphrecall.metapath.graph.Behaviour;
import io.graphrecall.metapath.sparse.SparseVector;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Vectors of one generation from which the service computes user vectors and encodes new contents. The vectors of its own
 * contents in the target role are its space {@value Gcn#SPACE}, compared by cosine similarity. Holds no native memory.
 * Immutable; thread-safe.
 */
public final class GcnEmbeddings implements GenerationPart {

    private static final String PREFIX = Gcn.SPACE + ".";
    private static final String RELATIONS = PREFIX + "relations";
    private static final String ATTENTION = PREFIX + "attention.";
    private static final String EMBEDDINGS = PREFIX + "nodes";
    private static final String TRIGGERS = PREFIX + "triggers";

    private final NodeIndex relations;
    private final RolePair<AttentionWeights> attention;
    private final EmbeddingTable embeddings;
    private final EmbeddingTable triggers;
    private final @Nullable QueryEmbeddings queries;

    /**
     * @param relations names of the relations with an attention bias
     * @param embeddings  content embeddings before propagation
     * @param triggers    content vectors in the trigger role
     * @param queries     null if the model knows no queries
     */
    GcnEmbeddings(
            NodeIndex relations, RolePair<AttentionWeights> attention, EmbeddingTable embeddings,
            EmbeddingTable triggers, @Nullable QueryEmbeddings queries) {
        this.relations = relations;
        this.attention = attention;
        this.embeddings = embeddings;
        this.triggers = triggers;
        this.queries = queries;
    }

    /** Length of every vector. */
    public int width() {
        return embeddings.dimensions();
    }

    /** Returns the trigger vector of a content of the generation; null if it has none. */
    public float @Nullable [] trigger(int content) {
        return triggers.vectorOf(content);
    }

    /**
     * Encodes a content that is newer than the generation in the trigger role.
     *
     * @param walks by descriptive relation: contents of the generation that a walk reaches, with probabilities
     * @return null if no walk reaches a content
     */
    public float @Nullable [] trigger(Map<String, SparseVector> walks) {
        return encode(ContentRole.TRIGGER, walks);
    }

    /** Encodes a content that is newer than the generation in the target role, see {@link #trigger(Map)}. */
    public float @Nullable [] target(Map<String, SparseVector> walks) {
        return encode(ContentRole.TARGET, walks);
    }

    /** Returns the mean trigger vector of the contents that a user engaged with, each once; zeros if none has one. */
    float[] user(Behaviour behaviour, int user) {
        int[] engaged = IntStream.range(behaviour.start(user), behaviour.end(user))
                .filter(event -> behaviour.action(event).positive()).map(behaviour::target).distinct().toArray();
        float[] shares = new float[engaged.length];
        Arrays.fill(shares, 1f / engaged.length);
        return mean(triggers, new SparseVector(engaged, shares));
    }

    /** Returns the vectors of search queries; null if the model knows none. */
    public @Nullable QueryEmbeddings queries() {
        return queries;
    }

    private float @Nullable [] encode(ContentRole role, Map<String, SparseVector> walks) {
        List<float @Nullable []> inputs = new ArrayList<>();
        inputs.add(null);
        boolean any = false;
        for (int relation = 0; relation < relations.size(); relation++) {
            SparseVector walk = walks.getOrDefault(relations.key(relation), SparseVector.EMPTY);
            inputs.add(walk.isEmpty() ? null : mean(embeddings, walk));
            any |= !walk.isEmpty();
        }
        return any ? attention.get(role).attend(inputs) : null;
    }

    private float[] mean(EmbeddingTable vectors, SparseVector shares) {
        float[] mean = new float[width()];
        float[] vector = new float[width()];
        for (int i = 0; i < shares.size(); i++) {
            int row = vectors.row(shares.ordinals()[i]);
            if (row >= 0) {
                vectors.copy(row, vector, 0);
                for (int d = 0; d < mean.length; d++) {
                    mean[d] += shares.weights()[i] * vector[d];
                }
            }
        }
        return mean;
    }

    @Override
    public void write(GenerationWriter writer) {
        writer.index(RELATIONS, relations);
        attention.forEach((role, weights) -> weights.write(writer, ATTENTION + role.key()));
        writer.embedding(EMBEDDINGS, embeddings);
        writer.embedding(TRIGGERS, triggers);
        if (queries != null) {
            queries.write(writer);
        }
    }

    /** Reads the vectors of a generation; null if it has none. */
    public static @Nullable GcnEmbeddings read(Generation generation) {
        if (!generation.has(RELATIONS)) {
            return null;
        }
        return new GcnEmbeddings(
                generation.index(RELATIONS),
                RolePair.of(role -> AttentionWeights.read(generation, ATTENTION + role.key())),
                generation.embedding(EMBEDDINGS), generation.embedding(TRIGGERS),
                QueryEmbeddings.read(generation));
    }
}
