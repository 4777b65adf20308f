package io.graphrecall.home;

import io.graphrecall.content.text.Terms;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphSchema;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.dataset.DataSetLoader;
import io.graphrecall.loaders.dataset.LoadOptions;
import io.graphrecall.loaders.dataset.LoadSummary;
import io.graphrecall.loaders.dataset.Topic;
import io.graphrecall.loaders.dataset.TopicLoader;
import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.neo4j.LocalGraph;
import io.graphrecall.offline.BuildOptions;
import io.graphrecall.offline.DeepMatchStage;
import io.graphrecall.offline.GcnStage;
import io.graphrecall.offline.GenerationBuild;
import io.graphrecall.offline.LearnedModel;
import io.graphrecall.offline.MultimodalStage;
import io.graphrecall.offline.PersonalisedStage;
import io.graphrecall.offline.TextStage;
import io.graphrecall.offline.TrainingOptions;
import io.graphrecall.offline.VectorSource;
import io.graphrecall.schema.Progress;
import io.graphrecall.service.RecallServer;
import io.graphrecall.service.ServiceSettings;
import io.graphrecall.service.cluster.ClusterSettings;
import io.graphrecall.service.pipeline.Scene;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A home folder with its graph connected and up to date in its schema. Closing ends a local Neo4j that was started for
 * it, and nothing else.
 */
public final class RecallHome implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String DEAD_LETTERS = "dead-letters.jsonl";

    private final Path folder;
    private final @Nullable LocalGraph local;
    private final GraphClient graph;

    private RecallHome(Path folder, @Nullable LocalGraph local, GraphAddress address) {
        this.folder = folder;
        this.local = local;
        this.graph = GraphClient.connect(address.uri(), address.user(), address.password());
    }

    /** A home whose graph is the local Neo4j: the running one, or else one that is started and owned. */
    public static RecallHome local(Path folder) {
        LocalGraph local = LocalGraph.attachOrStart(folder);
        try {
            return migrated(new RecallHome(folder, local, local.address()));
        } catch (RuntimeException | Error e) {
            local.close();
            throw e;
        }
    }

    /** A home whose graph is elsewhere. */
    public static RecallHome remote(Path folder, GraphAddress address) {
        return migrated(new RecallHome(folder, null, address));
    }

    private static RecallHome migrated(RecallHome home) {
        try {
            GraphSchema.migrate(home.graph);
            return home;
        } catch (RuntimeException | Error e) {
            home.close();
            throw e;
        }
    }

    public Path folder() {
        return folder;
    }

    public GraphClient graph() {
        return graph;
    }

    /** The generations of a home folder; needs no graph. */
    public static GenerationStore generations(Path folder) {
        return new GenerationStore(folder.resolve(RecallServer.GENERATIONS));
    }

    /** Where a home folder keeps what can be computed again, such as the vectors of texts; it may be deleted. */
    public static Path cache(Path folder) {
        return folder.resolve(RecallServer.CACHE);
    }

    /**
     * Loads a data set into the graph. Lines that cannot be used go to a file in this home.
     *
     * @param strict whether the first such line ends the load
     */
    public LoadSummary load(DataSetFolder data, boolean strict, Progress progress) {
        return new DataSetLoader(new GraphWriter(graph))
                .load(data, new LoadOptions(strict, folder.resolve(DEAD_LETTERS)), progress);
    }

    /** Loads what comes in a Kafka topic into the graph. Records that cannot be used go to a file in this home. */
    public LoadSummary load(Topic topic, boolean strict, Progress progress) {
        return new TopicLoader(new GraphWriter(graph), Clock.systemUTC())
                .load(topic, new LoadOptions(strict, folder.resolve(DEAD_LETTERS)), progress);
    }

    /** Builds a generation from the graph, with the meta-paths that the settings of this home name. */
    public GenerationManifest build(BuildOptions options, Progress progress) {
        Terms terms = new Terms();
        TextStage texts = new TextStage(graph, terms, options.encoder(), cache(folder));
        List<VectorSource> learned = new ArrayList<>();
        TrainingOptions training = options.training();
        if (training.learns(LearnedModel.MULTIMODAL)) {
            learned.add(new MultimodalStage(graph, terms, training, folder));
        }
        if (training.learns(LearnedModel.PERSONALISED)) {
            learned.add(new PersonalisedStage(training, folder));
        }
        if (training.learns(LearnedModel.DEEP_MATCH)) {
            learned.add(new DeepMatchStage(training, folder));
        }
        if (training.learns(LearnedModel.GCN)) {
            learned.add(new GcnStage(training, folder));
        }
        BuildOptions own = options.withTables(
                options.tables().withMetaPaths(ServiceSettings.of(folder).metaPaths()));
        return new GenerationBuild(graph, generations(folder), terms::of, texts, learned).run(own, progress);
    }

    /** Starts the service on this home. It is to be closed before the home. */
    public RecallServer serve(ServiceSettings settings, Clock clock) {
        return RecallServer.start(settings, graph, folder, clock);
    }

    /**
     * Starts the service for work in this process: without HTTP, apart from other members, and with all the time that
     * channels need.
     */
    public RecallServer serveInProcess(ServiceSettings settings, Clock clock) {
        ClusterSettings cluster = settings.cluster();
        ServiceSettings alone = settings.withoutHttp()
                .withCluster(new ClusterSettings(
                        "graph-recall-" + UUID.randomUUID(), "127.0.0.1", cluster.port(), List.of(), cluster.threads()))
                .withScenes(settings.scenes().stream().map(RecallHome::patient).toList());
        return serve(alone, clock);
    }

    private static Scene patient(Scene scene) {
        return new Scene(
                scene.name(), scene.blend(), scene.model(), scene.channels(), PATIENCE, scene.must(), scene.mustNot());
    }

    @Override
    public void close() {
        graph.close();
        if (local != null) {
            local.close();
        }
    }
}
