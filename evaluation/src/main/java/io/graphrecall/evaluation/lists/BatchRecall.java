package io.graphrecall.evaluation.lists;

import io.graphrecall.schema.Progress;
import io.graphrecall.service.pipeline.RecallPipeline;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Batch recall: writes the lists of many users at one request time into a file. */
public final class BatchRecall {

    private final ListRecall recall;

    /**
     * @param channels channels in order of priority; empty for those of the default scene
     * @param size     maximum number of contents of a list
     */
    public BatchRecall(RecallPipeline pipeline, List<String> channels, int size) {
        this.recall = new ListRecall(pipeline, channels, size);
    }

    /** Writes a line for each user, in the given order. A user without recalled contents has an empty list. */
    public void write(List<String> userIds, Instant now, Path file, Progress progress) {
        progress.begin("Recalling for users", userIds.size());
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
