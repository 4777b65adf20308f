package io.graphrecall.service.channel;

import io.graphrecall.gnn.gcn.Gcn;
import io.graphrecall.service.snapshot.LiveVector;
import io.graphrecall.service.snapshot.ServingGraph;
import io.graphrecall.service.snapshot.ServingSnapshot;
import io.graphrecall.service.snapshot.ServingSpace;
import io.graphrecall.service.trigger.Trigger;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Contents that the whole graph joins to what the user did lately, by the meta-path GCN: {@code score(c) = cos(u, e(c))} with
 * {@code u = sum over triggers t of weight(t) s(t) / sum of weight(t)}, s being the triggers' own vectors. Every content
 * of the generation is looked at, and every newer one.
 */
public final class GcnChannel implements RecallChannel {

    private final boolean storedUsers;

    /** @param storedUsers whether users that the generation has a vector of are taken as they were then */
    public GcnChannel(boolean storedUsers) {
        this.storedUsers = storedUsers;
    }

    @Override
    public String id() {
        return Gcn.SPACE;
    }

    @Override
    public boolean available(ServingSnapshot snapshot) {
        return snapshot.graph() != null && snapshot.spaces().containsKey(Gcn.SPACE);
    }

    @Override
    public ChannelAnswer recall(RecallQuery query) {
        ServingGraph graph = query.snapshot().graph();
        ServingSpace space = query.snapshot().spaces().get(Gcn.SPACE);
        if (graph == null || space == null) {
            return ChannelAnswer.NOTHING;
        }
        float[] stored = storedUsers ? graph.user(query.user().user().key()) : null;
        if (stored != null) {
            return NearestContents.to(stored, query, space, Reasons.NONE);
        }
        List<Part> parts = parts(query, graph);
        return parts.isEmpty()
                ? ChannelAnswer.NOTHING
                : NearestContents.to(sum(parts), query, space, contents -> reasons(contents, parts, query, space));
    }

    /** What a trigger adds to the user's vector. */
    private record Part(Trigger trigger, float[] vector) {

        float dot(float[] other) {
            float sum = 0;
            for (int d = 0; d < other.length; d++) {
                sum += vector[d] * other[d];
            }
            return sum;
        }
    }

    private static List<Part> parts(RecallQuery query, ServingGraph graph) {
        double total = query.triggers().stream().mapToDouble(Trigger::weight).sum();
        List<Part> parts = new ArrayList<>();
        for (Trigger trigger : query.triggers()) {
            float[] vector = graph.trigger(trigger.content(), query.snapshot().overlay());
            if (vector != null) {
                float share = (float) (trigger.weight() / total);
                float[] part = new float[vector.length];
                for (int d = 0; d < part.length; d++) {
                    part[d] = share * vector[d];
                }
                parts.add(new Part(trigger, part));
            }
        }
        return parts;
    }

    private static float[] sum(List<Part> parts) {
        float[] sum = new float[parts.getFirst().vector().length];
        for (Part part : parts) {
            for (int d = 0; d < sum.length; d++) {
                sum[d] += part.vector()[d];
            }
        }
        return sum;
    }

    /** The triggers that add most to the scores of contents. */
    private static @Nullable Reason[] reasons(
            int[] contents, List<Part> parts, RecallQuery query, ServingSpace space) {
        @Nullable
        Reason[] reasons = new Reason[contents.length];
        for (int i = 0; i < contents.length; i++) {
            LiveVector newer = query.snapshot().overlay().vector(space.name(), contents[i]);
            float[] vector = newer == null ? space.vector(contents[i]) : newer.values();
            float most = 0;
            for (Part part : parts) {
                float adds = vector == null ? 0 : part.dot(vector);
                if (adds > most) {
                    most = adds;
                    reasons[i] = new Reason(Reason.Kind.CONTENT, part.trigger().id());
                }
            }
        }
        return reasons;
    }
}
