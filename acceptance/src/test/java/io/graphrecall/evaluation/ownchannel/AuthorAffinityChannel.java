package io.graphrecall.evaluation.ownchannel;

import io.graphrecall.generation.SparseTable;
import io.graphrecall.pipeline.channel.ChannelResult;
import io.graphrecall.pipeline.channel.FilteredTop;
import io.graphrecall.pipeline.channel.Reason;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.RecallQuery;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.trigger.Trigger;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * Contents of authors with an affinity to the authors of the triggers:
 * {@code score(c) = (1 + p * popularity(c)) * sum over triggers t of weight(t) * affinity(author(t), author(c))}.
 */
final class AuthorAffinityChannel implements RecallChannel {

    static final String ID = "author_affinity";

    private final AuthorAffinitySettings settings;

    AuthorAffinityChannel(AuthorAffinitySettings settings) {
        this.settings = settings;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public @Nullable String unavailable(ServingSnapshot snapshot) {
        return snapshot.module(AuthorAffinityModule.Opened.class) == null
                ? "the generation has no affinities of authors"
                : null;
    }

    @Override
    public ChannelResult recall(RecallQuery query) {
        ServingSnapshot snapshot = query.snapshot();
        AuthorAffinityModule.Opened opened = snapshot.module(AuthorAffinityModule.Opened.class);
        if (opened == null) {
            return ChannelResult.NOTHING;
        }
        int[] authors = snapshot.tables().author();
        ScoredAuthors scored = new ScoredAuthors(opened.affinity());
        query.triggers().stream().filter(trigger -> trigger.content() < authors.length)
                .forEach(trigger -> scored.add(trigger, authors[trigger.content()]));
        FilteredTop top = new FilteredTop(query);
        for (int content = 0; content < authors.length; content++) {
            float score = authors[content] < 0 ? 0 : scored.sums[authors[content]];
            if (score > 0) {
                double popularity = snapshot.relativePopularity(content);
                top.offer(content, (float) (score * (1 + settings.popularityWeight() * popularity)));
            }
        }
        return top.result(contents -> Arrays.stream(contents)
                .mapToObj(content -> scored.reasons[authors[content]]).toArray(Reason[]::new));
    }

    /** Scores of authors, and for each the trigger that adds most. */
    private static final class ScoredAuthors {

        private final SparseTable affinity;
        private final float[] sums;
        private final float[] largest;
        private final @Nullable Reason[] reasons;

        ScoredAuthors(SparseTable affinity) {
            this.affinity = affinity;
            sums = new float[affinity.columns()];
            largest = new float[affinity.columns()];
            reasons = new Reason[affinity.columns()];
        }

        void add(Trigger trigger, int author) {
            if (author < 0) {
                return;
            }
            Reason reason = new Reason(Reason.Kind.CONTENT, trigger.id());
            for (int i = affinity.start(author); i < affinity.end(author); i++) {
                int other = affinity.column(i);
                float score = trigger.weight() * affinity.weight(i);
                sums[other] += score;
                if (score > largest[other]) {
                    largest[other] = score;
                    reasons[other] = reason;
                }
            }
        }
    }
}
