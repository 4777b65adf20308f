package io.graphrecall.service;

import com.hazelcast.core.HazelcastInstance;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.metapath.extract.ErasedGenerations;
import io.graphrecall.pipeline.GenerationRecall;
import io.graphrecall.pipeline.PipelineObserver;
import io.graphrecall.pipeline.StandardModules;
import io.graphrecall.pipeline.channel.ServingModule;
import io.graphrecall.pipeline.settings.SettingsValues;
import io.graphrecall.schema.RecallException;
import io.graphrecall.service.bulk.BulkMember;
import io.graphrecall.service.cluster.Generations;
import io.graphrecall.service.cluster.GraphFollower;
import io.graphrecall.service.cluster.HazelcastMember;
import io.graphrecall.service.cluster.Rejoining;
import io.graphrecall.service.erasure.HomeErasure;
import io.graphrecall.service.erasure.HomeFiles;
import io.graphrecall.service.feedback.Feedback;
import io.graphrecall.service.feedback.FeedbackSettings;
import io.graphrecall.service.graph.GraphAccess;
import io.graphrecall.service.graph.GraphSettings;
import io.graphrecall.service.http.HttpApi;
import io.graphrecall.service.http.HttpParameters;
import io.graphrecall.service.http.ServiceMetrics;
import io.graphrecall.service.http.ServiceParts;
import io.graphrecall.service.intake.Intake;
import io.graphrecall.service.recall.LiveSettings;
import io.graphrecall.service.recall.Recalls;
import io.graphrecall.service.state.StateParameters;
import io.graphrecall.service.trace.TraceSettings;
import io.graphrecall.service.trace.Traces;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A running service: a member of the cluster with user states, the generation that it serves, the recall pipeline and,
 * if the settings say so, HTTP. The caller keeps the graph client. Thread-safe.
 */
public final class RecallServer implements AutoCloseable {

    /** The folder of a home with its generations. */
    public static final String GENERATIONS = "generations";

    private static final Logger LOG = LoggerFactory.getLogger(RecallServer.class);
    /** Timeout of a channel where no user waits. */
    private static final Duration BATCH_TIMEOUT = Duration.ofMinutes(1);

    private final ServiceSettings settings;
    private final Clock clock;
    private final GraphAccess graph;
    private final Recalls recalls;
    private final Generations generations;
    private final GraphFollower follower;
    private final Intake intake;
    private final Feedback feedback;
    private final BulkMember bulk;
    private final @Nullable HttpApi http;
    private volatile boolean ready;

    /** The parts to close, the last one first. */
    private final Deque<AutoCloseable> parts;

    private RecallServer(
            ServiceSettings settings, GraphClient client, Path home, Clock clock, List<ServingModule.Factory> modules,
            Deque<AutoCloseable> parts) {
        this.settings = settings;
        this.clock = clock;
        this.parts = parts;
        SettingsValues values = settings.values();
        HazelcastInstance hazelcast = HazelcastMember.start(settings.cluster(), values.get(StateParameters.SECTION));
        parts.push(hazelcast::shutdown);
        bulk = BulkMember.of(hazelcast);
        graph = opened(new GraphAccess(values.get(GraphSettings.SECTION), client, home));
        ServiceMetrics metrics = opened(new ServiceMetrics());
        Traces traces = opened(new Traces(values.get(TraceSettings.SECTION)));
        recalls = opened(new Recalls(settings.recall(), hazelcast, graph, home, modules,
                traces.enabled() ? PipelineObserver.all(List.of(metrics, traces)) : metrics, clock));
        opened(new Rejoining(hazelcast.getLifecycleService(), recalls.users()::clear,
                settings.cluster().heartbeatTimeout()));
        generations = generations(hazelcast, home);
        HomeErasure erasure = opened(new HomeErasure(hazelcast, new HomeFiles(home), recalls::erase));
        follower = opened(new GraphFollower(hazelcast, recalls.snapshots(), generations));
        feedback = opened(new Feedback(
                values.get(FeedbackSettings.SECTION), hazelcast, metrics, recalls::shown, clock));
        intake = opened(new Intake(
                values, home, recalls, follower, erasure::everywhere, feedback::committed, metrics::visible));
        graph.circuit().start(this::warmUpWrites); // before the port is open, since requests rely on the circuit
        HttpParameters parameters = settings.http();
        http = parameters == null
                ? null
                : opened(HttpApi.start(parameters, home, new ServiceParts(
                        recalls, generations, intake, feedback, home,
                        () -> hazelcast.getCluster().getMembers().size(),
                        new SceneReload(home, modules, recalls)::reload, () -> ready), metrics, traces));
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    private Generations generations(HazelcastInstance hazelcast, Path home) {
        GenerationStore store = new GenerationStore(home.resolve(GENERATIONS));
        return new Generations(
                hazelcast, store, settings.generations().shared(home, store).orElse(null), settings.http() != null,
                recalls.snapshots(), recalls::warmUp, this::deleteErased);
    }

    private void deleteErased(GenerationStore store) {
        try {
            if (recalls.snapshots().continuity().problem() == null) {
                List<GenerationId> deleted = new ErasedGenerations(graph.client(), store).delete();
                if (!deleted.isEmpty()) {
                    LOG.info("Deleted generations that name erased users or deleted queries: {}", deleted);
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("Generations that name erased users or deleted queries are not deleted: {}", e.toString());
        }
    }

    /** Starts a service with the standard modules; see {@link #start(ServiceSettings, GraphClient, Path, Clock, List)}. */
    public static RecallServer start(ServiceSettings settings, GraphClient graph, Path home, Clock clock) {
        return start(settings, graph, home, clock, StandardModules.LIST);
    }

    /**
     * Starts a service and returns when it is ready: the current generation of the home, or that of the other members,
     * serves and is warm. Without a generation it returns as well, and serves as soon as there is one.
     *
     * @param graph   migrated by {@link io.graphrecall.cypher.GraphSchema}
     * @param clock   the current time of requests that name none
     * @param modules the serving modules; {@code settings} were read for them
     */
    public static RecallServer start(
            ServiceSettings settings, GraphClient graph, Path home, Clock clock, List<ServingModule.Factory> modules) {
        Deque<AutoCloseable> parts = new ArrayDeque<>();
        try {
            RecallServer server = new RecallServer(settings, graph, home, clock, modules, parts);
            settings.lines().forEach(line -> LOG.info("setting {}", line));
            Runnable preload = server.preload();
            if (server.http == null) {
                preload.run();
            }
            server.generations.start();
            server.follower.start(settings.values().get(LiveSettings.SECTION).followInterval());
            server.warmUpWrites();
            server.graph.circuit().started();
            server.ready = true;
            server.bulk.offer(BatchHost.class, server::batch);
            parts.push(server.bulk);
            if (server.http != null) {
                server.inBackground("state-preload", preload);
                server.intake.start();
            }
            server.startWarning().ifPresent(LOG::warn);
            settings.recall().variantWarnings().forEach(LOG::warn);
            server.recalls.warnOfUnknownValues();
            return server;
        } catch (RuntimeException | Error e) {
            close(parts);
            throw e;
        }
    }

    /** Reads the states of the first users. Returns the reading of the others. */
    private Runnable preload() {
        try {
            return recalls.users().preload(settings.values().get(StateParameters.SECTION).preload());
        } catch (RecallException e) {
            if (e.code() != RecallException.Code.UNAVAILABLE) {
                throw e;
            }
            LOG.warn("User states are not preloaded: {}", e.getMessage());
            return () -> {
            };
        }
    }

    /** Without HTTP, the service takes no posts. */
    private void warmUpWrites() {
        if (settings.http() != null) {
            intake.warmUp();
        }
    }

    /** Runs a task that the service can do without. It is interrupted when the service closes. */
    private void inBackground(String name, Runnable task) {
        Thread thread = Thread.ofVirtual().name(name).start(() -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.info("Task {} ended early: {}", name, e.toString());
            }
        });
        parts.push(thread::interrupt);
    }

    /** Returns the HTTP port, or -1 for a service without HTTP. */
    public int port() {
        return http == null ? -1 : http.port();
    }

    /** Returns a warning if no generation serves, or if the behaviour of the serving one is old by this service's clock. */
    public Optional<String> startWarning() {
        return generations.serving() == null
                ? Optional.of(generations.absence())
                : DataAge.warning(recalls.snapshots().get().manifest(), clock.instant());
    }

    /**
     * Returns a recall for many requests under the same conditions. It searches the generation as it is now and waits for
     * every channel up to a minute. Close it.
     *
     * @throws RecallException CONFLICT if this service has other settings, UNAVAILABLE if it serves another generation
     */
    public GenerationRecall batch(BatchConditions conditions) {
        ServiceSettings now = settings.with(
                recall -> recall.withScenes(recalls.scenes()).withTimeout(BATCH_TIMEOUT));
        conditions.requireSettings(now.recallLines());
        return recalls.batch(now.recall(), conditions.generation(), conditions.now());
    }

    /** Recalls and explains as {@code POST /v1/recall} and {@code POST /v1/explain} do. */
    public Recalls recalls() {
        return recalls;
    }

    /** Takes records as the posts of the HTTP interface do. */
    public Intake intake() {
        return intake;
    }

    /** The log and the counts of what becomes of results. */
    public Feedback feedback() {
        return feedback;
    }

    public Generations generations() {
        return generations;
    }

    /**
     * Reports not ready, stops accepting requests, finishes running ones, commits queued events and contents, and leaves
     * the cluster.
     */
    @Override
    public void close() {
        ready = false;
        close(parts);
    }

    private static void close(Deque<AutoCloseable> parts) {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.warn("A part of the service failed to close", e);
            }
        }
    }
}
