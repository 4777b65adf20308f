package io.graphrecall.home;

import io.graphrecall.cypher.GraphClient;
import io.graphrecall.loaders.adapters.ColumnMapping;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.dataset.DataSetLoader;
import io.graphrecall.loaders.dataset.DeadLetterReplay;
import io.graphrecall.loaders.dataset.DeadLetters;
import io.graphrecall.loaders.dataset.LoadOptions;
import io.graphrecall.loaders.dataset.LoadSummary;
import io.graphrecall.loaders.dataset.Topic;
import io.graphrecall.loaders.dataset.TopicLoader;
import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.schema.Progress;
import io.graphrecall.service.intake.TopicIntake;

import java.nio.file.Path;
import java.time.Clock;

/** Loads records into the graph of a home. Immutable. */
public final class HomeLoader {

    private final GraphClient graph;
    private final Path folder;

    HomeLoader(GraphClient graph, Path folder) {
        this.graph = graph;
        this.folder = folder;
    }

    /**
     * Loads a data set into the graph. Invalid lines go to a dead-letter file in this home.
     *
     * @param strict true to stop at the first invalid line
     */
    public LoadSummary load(DataSetFolder data, boolean strict, Progress progress) {
        return new DataSetLoader(new GraphWriter(graph))
                .load(data, new LoadOptions(strict, folder.resolve(DeadLetters.FILE)), progress);
    }

    /**
     * Loads the records of a Kafka topic into the graph. Invalid records go to the dead-letter file of topics in this home,
     * which no load of a data set replaces, since the topic does not deliver them again.
     */
    public LoadSummary load(Topic topic, boolean strict, Progress progress) {
        return new TopicLoader(new GraphWriter(graph), Clock.systemUTC())
                .load(topic, new LoadOptions(strict, folder.resolve(TopicIntake.DEAD_LETTERS)), progress);
    }

    /**
     * Loads the records of a dead-letter file again. Accepted records leave the file.
     *
     * @param mapping  names of columns of the records
     * @param isDryRun true to validate only
     */
    public DeadLetterReplay.Result replay(Path deadLetters, ColumnMapping mapping, boolean isDryRun,
            Progress progress) {
        GraphWriter writer = new GraphWriter(graph);
        DeadLetterReplay replay = new DeadLetterReplay(writer, writer.dataSet(), Clock.systemUTC(), mapping);
        return isDryRun ? replay.check(deadLetters, progress) : replay.run(deadLetters, progress);
    }
}
