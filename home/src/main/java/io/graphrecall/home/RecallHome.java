package io.graphrecall.home;

import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphSchema;
import io.graphrecall.generation.Generation;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationManifest;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.neo4j.GraphAddress;
import io.graphrecall.neo4j.LocalGraph;
import io.graphrecall.offline.BlendTrial;
import io.graphrecall.offline.BuildOptions;
import io.graphrecall.offline.ContentCommunities;
import io.graphrecall.offline.GenerationBuild;
import io.graphrecall.pipeline.GenerationRecall;
import io.graphrecall.pipeline.PipelineSettings;
import io.graphrecall.pipeline.RecallPipeline;
import io.graphrecall.pipeline.StandardModules;
import io.graphrecall.pipeline.channel.ModuleContext;
import io.graphrecall.pipeline.channel.ServingModule;
import io.graphrecall.pipeline.state.UserStateSource;
import io.graphrecall.schema.Counts;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.parallel.BlockRunner;
import io.graphrecall.schema.parallel.LocalBlocks;
import io.graphrecall.service.RecallServer;
import io.graphrecall.service.ServiceSettings;
import io.graphrecall.service.cluster.ClusterClient;
import io.graphrecall.service.cluster.ClusterSettings;
import io.graphrecall.service.cluster.SharedGenerations;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A home folder with a connection to its graph, whose schema is up to date. Closing stops a local Neo4j only if it was
 * started for this object.
 */
public final class RecallHome implements AutoCloseable {

    private static final Duration CHANNEL_TIMEOUT = Duration.ofMinutes(1);

    private final Path folder;
    private final @Nullable LocalGraph local;
    private final GraphClient graph;
    private final List<ServingModule.Factory> modules;

    private RecallHome(
            Path folder, @Nullable LocalGraph local, GraphAddress address, List<ServingModule.Factory> modules) {
        this.folder = folder;
        this.local = local;
        this.modules = List.copyOf(modules);
        this.graph = GraphClient.connect(address.uri(), address.user(), address.password());
    }

    /** Opens a home with its local Neo4j, without progress. */
    public static RecallHome local(Path folder) {
        return local(folder, Progress.NONE);
    }

    /**
     * Opens a home with its local Neo4j. If it does not run, it is started, and files of an offline load that was killed are
     * deleted.
     */
    public static RecallHome local(Path folder, Progress progress) {
        boolean starts = !LocalGraph.status(folder).isRunning();
        if (starts) {
            progress.begin("Starting Neo4j", -1);
        }
        LocalGraph local = LocalGraph.attachOrStart(folder);
        try {
            if (local.isOwned()) {
                WorkFolders.deleteImports(folder);
            }
            RecallHome home = migrated(new RecallHome(folder, local, local.address(), StandardModules.LIST));
            if (starts) {
                progress.end("ready");
            }
            return home;
        } catch (RuntimeException | Error e) {
            local.close();
            throw e;
        }
    }

    /** Opens a home whose graph is in another Neo4j. */
    public static RecallHome remote(Path folder, GraphAddress address) {
        return remote(folder, address, StandardModules.LIST);
    }

    /**
     * Opens a home whose graph is in another Neo4j.
     *
     * @param modules serving modules of the services on this home
     */
    public static RecallHome remote(Path folder, GraphAddress address, List<ServingModule.Factory> modules) {
        return migrated(new RecallHome(folder, null, address, modules));
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

    /** The settings of this home, with the sections of its serving modules. */
    public ServiceSettings settings() {
        return ServiceSettings.of(folder, modules);
    }

    /** Opens the generations of a home folder, without a graph. */
    public static GenerationStore generations(Path folder) {
        return new GenerationStore(folder.resolve(RecallServer.GENERATIONS));
    }

    /** Opens the generations in the shared folder of a home's settings, without a graph; empty if they name none. */
    public static Optional<SharedGenerations> sharedGenerations(Path folder, ServiceSettings settings) {
        return settings.generations().shared(folder, generations(folder));
    }

    /** Folder of files that can be computed again, such as the vectors of texts. It can be deleted at any time. */
    public static Path cache(Path folder) {
        return folder.resolve(ModuleContext.CACHE);
    }

    /** Loads records into the graph of this home. */
    public HomeLoader loader() {
        return new HomeLoader(graph, folder);
    }

    /** Builds a generation from the graph on this machine; see {@link #build(BuildOptions, BlockRunner, Progress)}. */
    public Optional<GenerationManifest> build(BuildOptions options, Progress progress) {
        return build(options, LocalBlocks.PLAIN, progress);
    }

    /**
     * Builds a generation from the graph, with the meta-paths in this home's settings. The build fits the blend of the default
     * scene, unless the options, the settings or {@code blend.json} say otherwise.
     *
     * @param runner runner of work in blocks, on which the generation does not depend
     */
    public Optional<GenerationManifest> build(BuildOptions options, BlockRunner runner, Progress progress) {
        PipelineSettings settings = settings().recall();
        boolean fits = options.fitsBlend() && settings.scenes().stream()
                .anyMatch(scene -> scene.name().equals(RecallPipeline.DEFAULT_SCENE) && scene.fitted());
        return new GenerationBuild(graph, generations(folder), folder, runner).run(
                options.withTables(options.tables().withMetaPaths(settings.metaPaths())),
                fits ? new BlendTrial(this::recallFrom, options.seed()) : null, progress);
    }

    /**
     * Recalls from a generation that is not published yet, with the settings of this home without experiments and a timeout
     * of a minute for every channel. Close it.
     *
     * @param generation valid only during the call
     */
    private GenerationRecall recallFrom(Generation generation, UserStateSource users) {
        return GenerationRecall.of(
                settings().recall().withoutVariants().withTimeout(CHANNEL_TIMEOUT), folder, modules, generation, users);
    }

    /**
     * Checks the names of channels before a build, so that a wrong one does not end the work after it.
     *
     * @param requested channels of a request
     * @throws RecallException INVALID if a channel of the request or of a scene of the settings exists in no generation
     */
    public void requireChannels(List<String> requested) {
        GenerationRecall.requireChannels(settings().recall(), folder, modules, requested);
    }

    /** Finds communities of contents and writes them to the graph. Throws as {@link ContentCommunities#replace} does. */
    public ContentCommunities.Written writeCommunities(double resolution, long seed, Progress progress) {
        return new ContentCommunities(graph).replace(resolution, seed, progress);
    }

    /**
     * Starts the service on this home. Close it before the home.
     *
     * @param settings derived from {@link #settings}
     */
    public RecallServer serve(ServiceSettings settings, Clock clock) {
        return RecallServer.start(settings, graph, folder, clock, modules);
    }

    /**
     * Opens the current generation with the changes in the graph since, to recall in this process without a service. Waits for
     * every channel up to a minute. Close it before the home.
     *
     * @param recall derived from those of {@link #settings}
     * @param clock  time of requests that name none
     * @throws RecallException NOT_FOUND if there is no generation
     */
    public GenerationRecall recall(PipelineSettings recall, Clock clock) {
        GenerationStore store = generations(folder);
        GenerationId current = store.current().orElseThrow(() -> new RecallException(
                RecallException.Code.NOT_FOUND, "the home has no generation: build one first"));
        try (Generation generation = store.open(current)) {
            return GenerationRecall.of(recall.withTimeout(CHANNEL_TIMEOUT), folder, modules, generation, graph, clock);
        }
    }

    /**
     * Connects to the members of the cluster that the settings name. Close the connection.
     *
     * @return null if the settings name none, or none responds
     */
    public @Nullable ClusterClient members(Progress progress) {
        ClusterSettings cluster = settings().cluster();
        if (cluster.members().isEmpty()) {
            return null;
        }
        progress.begin("Connecting to cluster " + cluster.name(), -1);
        ClusterClient members = ClusterClient.connect(cluster).orElse(null);
        progress.end(members == null
                ? "no member responds at " + String.join(", ", cluster.members()) + ", so this machine works alone"
                : Counts.of(members.members(), "member"));
        return members;
    }

    @Override
    public void close() {
        graph.close();
        if (local != null) {
            local.close();
        }
    }
}
