package io.graphrecall.pipeline.channel.gcn;

import io.graphrecall.gnn.gcn.Gcn;
import io.graphrecall.pipeline.channel.ChannelResult;
import io.graphrecall.pipeline.channel.QueryIntent;
import io.graphrecall.pipeline.channel.Reason;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.RecallQuery;
import io.graphrecall.pipeline.channel.vector.VectorSearch;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.space.ServingSpace;
import io.graphrecall.pipeline.trigger.Trigger;
import io.graphrecall.retrieval.vector.InnerProducts;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Contents nearest to the user's vector of the meta-path GCN: {@code score(c) = cos(u, e(c))} with {@code u = sum over
 * triggers t of weight(t) s(t) + sum over searches q of weight(q) s(q)}, where s are their embeddings. Cost: a search of
 * the space, which scans all contents of a small generation, and a scan of the overlay.
 */
public final class GcnChannel implements RecallChannel {

    /** Multiple of the columns of a matrix that fills vector registers. */
    private static final int LANES = 16;

    @Override
    public String id() {
        return Gcn.SPACE;
    }

    @Override
    public @Nullable String unavailable(ServingSnapshot snapshot) {
        return snapshot.module(GcnServing.class) != null && snapshot.spaces().containsKey(Gcn.SPACE)
                ? null
                : "the generation has no meta-path GCN";
    }

    @Override
    public @Nullable String missingInput(RecallQuery query) {
        return query.searches().isEmpty() ? query.missingTriggers() : null;
    }

    @Override
    public ChannelResult recall(RecallQuery query) {
        GcnServing gcn = query.snapshot().module(GcnServing.class);
        ServingSpace space = query.snapshot().spaces().get(Gcn.SPACE);
        if (gcn == null || space == null) {
            return ChannelResult.NOTHING;
        }
        List<Term> terms = terms(query, gcn);
        return terms.isEmpty()
                ? ChannelResult.NOTHING
                : VectorSearch.search(sum(terms), query, space, contents -> reasons(contents, terms, query, space));
    }

    /** The term of a trigger or a search in the user's vector. */
    private record Term(Reason reason, float[] vector) {

        static Term of(Reason reason, float[] vector, float weight) {
            float[] scaled = new float[vector.length];
            for (int d = 0; d < scaled.length; d++) {
                scaled[d] = weight * vector[d];
            }
            return new Term(reason, scaled);
        }
    }

    private static List<Term> terms(RecallQuery query, GcnServing gcn) {
        double total = query.triggers().stream().mapToDouble(Trigger::weight).sum()
                + query.searches().stream().mapToDouble(QueryIntent::weight).sum();
        List<Term> terms = new ArrayList<>();
        for (Trigger trigger : query.triggers()) {
            float[] embedding = gcn.trigger(trigger.content(), query.snapshot().overlay());
            if (embedding != null) {
                terms.add(Term.of(new Reason(Reason.Kind.CONTENT, trigger.id()), embedding,
                        (float) (trigger.weight() / total)));
            }
        }
        for (QueryIntent search : query.searches()) {
            float[] embedding = gcn.search(search);
            if (embedding != null) {
                terms.add(Term.of(new Reason(Reason.Kind.QUERY, search.text()), embedding,
                        (float) (search.weight() / total)));
            }
        }
        return terms;
    }

    private static float[] sum(List<Term> terms) {
        float[] sum = new float[terms.getFirst().vector().length];
        for (Term term : terms) {
            for (int d = 0; d < sum.length; d++) {
                sum[d] += term.vector()[d];
            }
        }
        return sum;
    }

    /** Returns for each content the trigger or search that adds most to its score. */
    private static @Nullable Reason[] reasons(
            int[] contents, List<Term> terms, RecallQuery query, ServingSpace space) {
        int columns = Math.ceilDiv(terms.size(), LANES) * LANES;
        float[] matrix = new float[space.dimensions() * columns];
        for (int t = 0; t < terms.size(); t++) {
            for (int d = 0; d < space.dimensions(); d++) {
                matrix[d * columns + t] = terms.get(t).vector()[d];
            }
        }
        @Nullable
        Reason[] reasons = new Reason[contents.length];
        for (int i = 0; i < contents.length; i++) {
            float[] vector = query.snapshot().vector(space, contents[i]);
            float[] products = new float[columns];
            if (vector != null) {
                InnerProducts.add(vector, 0, vector.length, matrix, 0, columns, products, 0);
            }
            float largest = 0;
            for (int t = 0; t < terms.size(); t++) {
                if (products[t] > largest) {
                    largest = products[t];
                    reasons[i] = terms.get(t).reason();
                }
            }
        }
        return reasons;
    }
}
