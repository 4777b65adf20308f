package io.graphrecall.service.recall;

import io.graphrecall.pipeline.RecallPipeline;
import io.graphrecall.pipeline.RecallRequest;
import io.graphrecall.pipeline.RecallResult;
import io.graphrecall.pipeline.channel.Deadline;
import io.graphrecall.pipeline.explain.Explainer;
import io.graphrecall.schema.QueryText;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.catalogue.ContentCatalogue;
import io.graphrecall.service.catalogue.StoredFacts;
import io.graphrecall.service.state.UserStates;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Recalls without effect, after which the first real ones are as fast as later ones. Thread-safe. */
record WarmUp(LiveSettings settings, UserStates users, Explainer explainer, ContentCatalogue catalogue) {

    /** Loads the Chinese and the English analyser. */
    private static final QueryText SEARCH = new QueryText("预热 warm-up");
    /** Recalls that run whatever the limit of time. */
    private static final int MIN_RECALLS = 30;
    /** One in so many recalls has a search and is explained. */
    private static final int EXPLAINED = 50;
    private static final Duration MAX_READ = Duration.ofMinutes(1);

    /** Recalls for users with recent behaviour, as many and as long as the settings say. */
    void recall(RecallPipeline pipeline) {
        List<UserId> known = users.preloaded();
        Deadline deadline = Deadline.in(settings.warmUpLimit());
        for (int i = 0; i < settings.warmUp() && (i < MIN_RECALLS || !deadline.passed()); i++) {
            UserId user = known.isEmpty() ? new UserId("warm-up") : known.get(i % known.size());
            RecallRequest request = RecallRequest.of(user, 100);
            if (i % EXPLAINED == 0) {
                RecallResult result = pipeline.recall(request.withQuery(SEARCH));
                explainer.paths(result);
                catalogue.stored(IntStream.range(0, result.size()).mapToObj(result::contentId).toList(),
                        StoredFacts.Wanted.ALL, MAX_READ);
            } else {
                pipeline.recall(request);
            }
        }
    }
}
