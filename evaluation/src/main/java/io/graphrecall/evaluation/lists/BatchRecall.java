package io.graphrecall.evaluation.lists;

import io.graphrecall.schema.Progress;
import io.graphrecall.service.pipeline.RecallPipeline;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Recall for many users at one time, into a file of lists. */
public final class BatchRecall {

    private final ListRecall recall;

    /**
     * @param channels the channels to ask, in order of priority; empty for those of the default scene
     * @param size     at most so many contents a list
     */
    public BatchRecall(RecallPipeline pipeline, List<String> channels, int size) {
        this.recall = new ListRecall(pipeline, channels, size);
    }

    /** Writes a line for every user, in the order given; an empty list where nothing can be recalled. */
    public void write(List<String> userIds, Instant now, Path file, Progress progress) {
        progress.begin("recall", userIds.size());
        try (ListWriter writer = ListWriter.to(file)) {
            new OrderedExecutor().run(userIds.iterator(), user -> recall.merged(user, now), list -> {
                writer.write(list);
                progress.advance(1);
            });
            writer.commit();
        }
        progress.end("%,d users".formatted(userIds.size()));
    }
}
