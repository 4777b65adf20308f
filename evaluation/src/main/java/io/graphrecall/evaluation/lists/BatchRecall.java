package io.graphrecall.evaluation.lists;

import io.graphrecall.loaders.parquet.Column;
import io.graphrecall.loaders.parquet.ColumnType.ListOf;
import io.graphrecall.loaders.parquet.ColumnType.Scalar;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.parallel.BlockRunner;
import io.graphrecall.service.BatchConditions;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Batch recall: writes the lists of many users at one request time into a file. */
public final class BatchRecall {

    static final ListTable<RecallList> TABLE = new ListTable<>(
            List.of(Column.required("user_id", Scalar.TEXT), Column.required("rank", Scalar.INT),
                    Column.required("content_id", Scalar.TEXT), Column.required("score", Scalar.DOUBLE),
                    Column.required("channels", new ListOf(Scalar.TEXT))),
            BatchRecall::rows);

    private final BlockRunner runner;
    private final List<String> channels;
    private final int size;

    /**
     * @param runner   machines with a {@link io.graphrecall.service.BatchHost}
     * @param channels channels in order of priority; empty for those of the default scene
     * @param size     maximum number of contents of a list
     */
    public BatchRecall(BlockRunner runner, List<String> channels, int size) {
        this.runner = runner;
        this.channels = List.copyOf(channels);
        this.size = size;
    }

    /**
     * Writes the lists in the given order of users: JSON Lines with one list per line, which may be empty, or, if the file
     * name ends with {@code .parquet}, one row per recalled content.
     */
    public void write(List<String> userIds, BatchConditions conditions, Path file, Progress progress) {
        progress.begin("Recalling for users", userIds.size());
        BatchTask task = new BatchTask(userIds, channels, size, conditions);
        try (ListWriter<RecallList> writer = ListWriter.to(file, TABLE)) {
            int[] block = {0};
            runner.run(task, lines -> {
                writer.writeLines(lines, RecallList.class);
                progress.advance(task.usersOf(block[0]++).size());
            });
            writer.commit();
        }
        progress.end(Counts.of(userIds.size(), "user"));
    }

    private static List<@Nullable Object[]> rows(RecallList list) {
        List<@Nullable Object[]> rows = new ArrayList<>(list.contents().size());
        for (RecallList.Entry entry : list.contents()) {
            rows.add(new Object[] {
                list.userId(), rows.size() + 1, entry.contentId(), entry.score(), entry.channels()});
        }
        return rows;
    }
}
