package io.graphrecall.gnn.deepmatch;

import io.graphrecall.gnn.sampling.SequenceKind;
import io.graphrecall.gnn.tensor.PaddedSequences;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * {@link UserEncoder} of a trained model in plain Java: encodes one user at a time, without native memory. Both give the
 * same vectors, but for rounding. Thread-safe.
 */
public final class UserTower {

    /** Scale of agreement, as in {@link SequencePooling}. */
    private static final float AGREEMENT_SCALE = (float) SequencePooling.AGREEMENT_SCALE;

    private final MatchMetadata metadata;
    private final int width;
    private final int coordinates;
    private final Map<SequenceKind, Tables> tables = new EnumMap<>(SequenceKind.class);
    private final Map<SequenceKind, StateEncoder> encoders = new EnumMap<>(SequenceKind.class);
    private final List<Part> parts = new ArrayList<>();
    private final float[] gateConstants;
    private final RowMath.@Nullable Linear gateHidden;
    private final RowMath.@Nullable Linear gateOutput;

    /** @param weights values of a weight by name; null if the model has no such weight */
    UserTower(MatchMetadata metadata, Function<String, float @Nullable []> weights) {
        this.metadata = metadata;
        MatchParameters.Model model = metadata.parameters().model();
        width = model.width();
        coordinates = model.popularity() ? width + 1 : width;
        List<SequenceKind> kinds = metadata.kinds().stream().sorted().toList();
        for (SequenceKind kind : kinds) {
            tables.put(kind, Tables.of(UserEncoder.name(kind) + ".pooling", weights));
            if (model.encoder().layers() > 0) {
                encoders.put(kind, new StateEncoder(model, UserEncoder.name(kind), weights));
            }
        }
        for (SequenceKind kind : kinds) {
            if (model.variant().hasContext(kind)) {
                parts.add(new Part(kind, false, norm(UserEncoder.name(kind) + ".pooled", weights)));
                parts.add(new Part(kind, true, norm(UserEncoder.name(kind) + ".session", weights)));
            }
        }
        for (SequenceKind kind : kinds) {
            if (!model.variant().hasContext(kind)) {
                parts.add(new Part(kind, false, norm(UserEncoder.name(kind) + ".pooled", weights)));
            }
        }
        gateConstants = required("gates.constants", weights);
        float[] hidden = weights.apply("gates.in.weight");
        gateHidden = hidden == null ? null : RowMath.Linear.of(hidden, required("gates.in.bias", weights));
        float[] output = required("gates.out", weights);
        int variable = output.length / PartGates.HIDDEN;
        gateOutput = hidden == null
                ? null
                : new RowMath.Linear(PartGates.HIDDEN, variable, output, new float[variable]);
    }

    /**
     * Scalars that weigh the elements of a kind.
     *
     * @param positions  by position, the newest last
     * @param actions    by action
     * @param dwells     by bucket of dwell time; null for none
     * @param categories multiples of the cosines to the recent and the long-term preference; null for none
     * @param queries    multiple of the cosine to the newest query, by bucket of its age; null for none
     */
    private record Tables(
            float[] positions, float[] actions, float @Nullable [] dwells, float @Nullable [] categories,
            float @Nullable [] queries) {

        static Tables of(String name, Function<String, float @Nullable []> weights) {
            return new Tables(
                    required(name + ".positions", weights), required(name + ".actions", weights),
                    weights.apply(name + ".dwells"), weights.apply(name + ".categories"),
                    weights.apply(name + ".queries"));
        }
    }

    /** Weighted mean of a kind's elements, or of those of the current session. */
    private record Part(SequenceKind kind, boolean session, RowMath.Norm norm) {}

    /**
     * A user's elements of one kind as rows, oldest first.
     *
     * @param vectors    [size, dim]
     * @param categories [size, dim]
     */
    private record Rows(int size, List<UserSequences.Step> steps, float[] vectors, float[] categories) {

        static Rows of(List<UserSequences.Step> steps, int width) {
            float[] vectors = new float[steps.size() * width];
            float[] categories = new float[vectors.length];
            for (int i = 0; i < steps.size(); i++) {
                System.arraycopy(steps.get(i).element().vector(), 0, vectors, i * width, width);
                System.arraycopy(steps.get(i).element().category(), 0, categories, i * width, width);
            }
            return new Rows(steps.size(), steps, vectors, categories);
        }

        /** Returns the mean category vector of the newest elements. */
        float[] meanCategory(int newest, int width) {
            float[] mean = new float[width];
            int from = Math.max(0, size - newest);
            for (int i = from; i < size; i++) {
                RowMath.addScaled(categories, i * width, 1f / (size - from), mean, 0, width);
            }
            return mean;
        }
    }

    /** Returns true if a user without behaviour gets contents, by popularity alone. */
    public boolean knowsPopularity() {
        return coordinates > width;
    }

    /**
     * Returns a user's vector, [coordinates]. Without any element, it is zeros, but for the coordinate of popularity.
     */
    public float[] vector(UserSequences user) {
        Map<SequenceKind, Rows> rows = new EnumMap<>(SequenceKind.class);
        for (SequenceKind kind : tables.keySet()) {
            List<UserSequences.Step> steps = user.of(kind);
            int from = Math.max(0, steps.size() - metadata.parameters().model().maxLength());
            rows.put(kind, Rows.of(steps.subList(from, steps.size()), width));
        }
        float[] result = new float[coordinates];
        if (knowsPopularity()) {
            result[width] = 1;
        }
        if (rows.values().stream().allMatch(sequence -> sequence.size() == 0)) {
            return result;
        }
        float[] vectors = new float[parts.size() * width];
        float[] context = new float[gateHidden == null ? 0 : gateHidden.in()];
        int next = addSequences(rows, context);
        Map<SequenceKind, float[]> logits = logits(rows);
        for (int index = 0; index < parts.size(); index++) {
            Part part = parts.get(index);
            Rows sequence = Objects.requireNonNull(rows.get(part.kind()));
            float coherence = mean(part, sequence, Objects.requireNonNull(logits.get(part.kind())), vectors, index);
            if (metadata.parameters().model().variant().hasContext(part.kind())) {
                context[next++] = Math.max(0, coherence);
                context[next++] = coherence < 0 ? 0 : 1;
            }
        }
        float[] gates = gates(context);
        for (int index = 0; index < parts.size(); index++) {
            RowMath.addScaled(vectors, index * width, gates[index], result, 0, width);
        }
        int gate = parts.size();
        for (Map.Entry<SequenceKind, StateEncoder> encoder : encoders.entrySet()) {
            Rows sequence = Objects.requireNonNull(rows.get(encoder.getKey()));
            if (sequence.size() > 0) {
                RowMath.addScaled(
                        encoder.getValue().newest(sequence.vectors(), sequence.steps()), 0, gates[gate], result, 0,
                        width);
            }
            gate++;
        }
        return result;
    }

    /** Writes the context of the sequences; returns the next index. */
    private int addSequences(Map<SequenceKind, Rows> rows, float[] context) {
        int next = 0;
        for (Map.Entry<SequenceKind, Rows> entry : rows.entrySet()) {
            if (metadata.parameters().model().variant().hasContext(entry.getKey())) {
                Rows sequence = entry.getValue();
                context[next++] = (float) Math.log1p(sequence.size()) / 4;
                context[next++] = sequence.size() == 0
                        ? 1
                        : Buckets.scaledAge(Buckets.ofAge(age(sequence.steps().getLast())));
                context[next++] = sequence.steps().stream().anyMatch(step -> Buckets.inSession(age(step))) ? 1 : 0;
            }
        }
        return next;
    }

    private long age(UserSequences.Step step) {
        return metadata.timed() ? step.ageMs() : -1;
    }

    private Map<SequenceKind, float[]> logits(Map<SequenceKind, Rows> rows) {
        Rows contents = rows.get(SequenceKind.CONTENT);
        Rows queries = rows.get(SequenceKind.QUERY);
        float[] recent = contents == null ? new float[width] : contents.meanCategory(UserEncoder.RECENT, width);
        float[] longTerm = contents == null ? new float[width] : contents.meanCategory(contents.size(), width);
        Map<SequenceKind, float[]> logits = new EnumMap<>(SequenceKind.class);
        rows.forEach((kind, sequence) -> {
            Tables scalars = Objects.requireNonNull(tables.get(kind));
            float[] values = new float[sequence.size()];
            for (int i = 0; i < values.length; i++) {
                UserSequences.Step step = sequence.steps().get(i);
                int position = scalars.positions().length - values.length + i;
                values[i] = scalars.positions()[position] - (float) Math.log(values.length - i)
                        + scalars.actions()[PaddedSequences.ordinal(step.action())];
                if (scalars.dwells() != null) {
                    values[i] += scalars.dwells()[Buckets.ofDwell(step.dwellMs())];
                }
                if (scalars.categories() != null) {
                    values[i] += AGREEMENT_SCALE
                            * (scalars.categories()[0] * RowMath.cosine(sequence.categories(), i * width, recent, width)
                                    + scalars.categories()[1]
                                            * RowMath.cosine(sequence.categories(), i * width, longTerm, width));
                }
                if (scalars.queries() != null && queries != null && queries.size() > 0) {
                    UserSequences.Step newest = queries.steps().getLast();
                    float factor = scalars.queries()[Buckets.ofAge(age(newest))];
                    values[i] += AGREEMENT_SCALE * factor
                            * RowMath.cosine(sequence.vectors(), i * width, newest.element().vector(), width);
                }
            }
            logits.put(kind, values);
        });
        return logits;
    }

    /** Writes a part's mean at its index; returns the coherence of the elements, -1 without any. */
    private float mean(Part part, Rows sequence, float[] logits, float[] vectors, int index) {
        float[] weights = new float[sequence.size()];
        int count = 0;
        for (int i = 0; i < weights.length; i++) {
            boolean included = !part.session() || Buckets.inSession(age(sequence.steps().get(i)));
            weights[i] = included ? logits[i] : Float.NEGATIVE_INFINITY;
            count += included ? 1 : 0;
        }
        if (count == 0) {
            return -1;
        }
        RowMath.softmax(weights);
        float[] mean = new float[width];
        float meanNorm = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                RowMath.addScaled(sequence.vectors(), i * width, weights[i], mean, 0, width);
                meanNorm += weights[i] * RowMath.norm(sequence.vectors(), i * width, width);
            }
        }
        float coherence = RowMath.norm(mean, 0, width) / (meanNorm + 1e-6f);
        System.arraycopy(part.norm().apply(mean), 0, vectors, index * width, width);
        return coherence;
    }

    private float[] gates(float[] context) {
        float[] gates = Arrays.copyOf(gateConstants, gateConstants.length);
        if (gateHidden != null && gateOutput != null) {
            float[] variable = gateOutput.apply(RowMath.gelu(gateHidden.apply(context)));
            RowMath.addScaled(variable, 0, 1, gates, 0, variable.length);
        }
        for (int i = 0; i < gates.length; i++) {
            gates[i] = (float) Math.exp(Math.clamp(gates[i], -PartGates.LIMIT, PartGates.LIMIT));
        }
        return gates;
    }

    static RowMath.Norm norm(String name, Function<String, float @Nullable []> weights) {
        return new RowMath.Norm(required(name + ".gamma", weights), required(name + ".beta", weights));
    }

    static float[] required(String name, Function<String, float @Nullable []> weights) {
        return Objects.requireNonNull(weights.apply(name), () -> "the model has no weight " + name);
    }
}
