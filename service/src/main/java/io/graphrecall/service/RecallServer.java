package io.graphrecall.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.hazelcast.core.HazelcastInstance;
import io.graphrecall.cypher.GraphCircuit;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphExplorer;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.loaders.dataset.DeadLetters;
import io.graphrecall.loaders.format.CatalogueFormat;
import io.graphrecall.loaders.format.Conversion;
import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.metapath.extract.ErasedGenerations;
import io.graphrecall.pipeline.GenerationRecall;
import io.graphrecall.pipeline.PipelineObserver;
import io.graphrecall.pipeline.PipelineSettings;
import io.graphrecall.pipeline.RecallPipeline;
import io.graphrecall.pipeline.Scene;
import io.graphrecall.pipeline.StandardModules;
import io.graphrecall.pipeline.channel.ChannelCatalogue;
import io.graphrecall.pipeline.channel.ModuleContext;
import io.graphrecall.pipeline.channel.ScoreBoards;
import io.graphrecall.pipeline.channel.ServingModule;
import io.graphrecall.pipeline.channel.ServingModules;
import io.graphrecall.pipeline.channel.vector.VectorChannel;
import io.graphrecall.pipeline.explain.Explainer;
import io.graphrecall.pipeline.filter.UnknownValues;
import io.graphrecall.pipeline.filter.UnknownValues.UnknownValue;
import io.graphrecall.pipeline.settings.SettingsSource;
import io.graphrecall.pipeline.settings.SettingsValues;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.state.GraphStates;
import io.graphrecall.pipeline.state.UserStateSource;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.RecallException;
import io.graphrecall.service.bulk.BulkMember;
import io.graphrecall.service.catalogue.ContentCatalogue;
import io.graphrecall.service.catalogue.UserCatalogue;
import io.graphrecall.service.cluster.GenerationSettings;
import io.graphrecall.service.cluster.Generations;
import io.graphrecall.service.cluster.GraphFollower;
import io.graphrecall.service.cluster.HazelcastMember;
import io.graphrecall.service.cluster.MemberTopic;
import io.graphrecall.service.cluster.Rejoining;
import io.graphrecall.service.cluster.SharedGenerations;
import io.graphrecall.service.erasure.HomeErasure;
import io.graphrecall.service.erasure.HomeFiles;
import io.graphrecall.service.feedback.ClickCounts;
import io.graphrecall.service.feedback.FeedbackLog;
import io.graphrecall.service.feedback.FeedbackSettings;
import io.graphrecall.service.http.HttpApi;
import io.graphrecall.service.http.HttpParameters;
import io.graphrecall.service.http.ServiceMetrics;
import io.graphrecall.service.http.ServiceParts;
import io.graphrecall.service.intake.CatalogueIntake;
import io.graphrecall.service.intake.EventFormats;
import io.graphrecall.service.intake.EventIntake;
import io.graphrecall.service.intake.PresentTime;
import io.graphrecall.service.intake.Receipt;
import io.graphrecall.service.intake.Spool;
import io.graphrecall.service.intake.SpoolSettings;
import io.graphrecall.service.intake.TopicIntake;
import io.graphrecall.service.intake.TopicSettings;
import io.graphrecall.service.snapshot.LiveSnapshots;
import io.graphrecall.service.state.UserStates;
import io.graphrecall.service.trace.TraceSettings;
import io.graphrecall.service.trace.Traces;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A running service: a member of the cluster with user states, the generation that it serves, the recall pipeline and,
 * if the settings say so, HTTP. The caller keeps the graph client. Thread-safe.
 */
public final class RecallServer implements AutoCloseable {

    /** The folder of a home with its generations. */
    public static final String GENERATIONS = "generations";

    /** The folder of a home with the reports of evaluations, without examples that name users. */
    public static final String REPORTS = "reports";

    private static final Logger LOG = LoggerFactory.getLogger(RecallServer.class);
    /** Timeout of a channel where no user waits. */
    private static final Duration BATCH_TIMEOUT = Duration.ofMinutes(1);
    private final SettingsValues settings;
    private final Path home;
    private final List<ServingModule.Factory> factories;
    /** Settings of the home at the start. */
    private final ServiceSettings ofStart;
    private volatile List<Scene> scenes;
    /** True if the home had a settings file when it was read. */
    private boolean hasFile;
    private final Clock clock;
    private final ChannelCatalogue channels;
    private final PipelineSettings recall;
    private final GraphCircuit circuit;
    private final GraphClient graph;
    private final UserStates users;
    private final LiveSnapshots snapshots;
    private final Generations generations;
    private final GraphFollower follower;
    private final EventIntake events;
    private final CatalogueIntake contents;
    private final Spool spool;
    private final RecallPipeline pipeline;
    private final Explainer explainer;
    private final ContentCatalogue catalogue;
    private final @Nullable HttpApi http;
    private final GraphWriter writer;
    private final WarmUp warmUp;
    private final BulkMember bulk;
    private volatile @Nullable TopicIntake topic;
    private volatile boolean ready;

    /** The parts to close, the last one first. */
    private final Deque<AutoCloseable> parts;

    private RecallServer(
            ServiceSettings serviceSettings,
            GraphClient client,
            Path home,
            Clock clock,
            List<ServingModule.Factory> factories,
            Deque<AutoCloseable> parts) {
        this.parts = parts;
        this.settings = serviceSettings.values();
        this.home = home;
        this.factories = factories;
        this.ofStart = serviceSettings.http() == null ? serviceSettings : ServiceSettings.of(home, factories);
        this.scenes = serviceSettings.recall().scenes();
        this.hasFile = Files.exists(home.resolve(SettingsSource.FILE));
        this.clock = clock;
        HazelcastInstance hazelcast = HazelcastMember.start(
                settings.get(ServiceSettings.CLUSTER), settings.get(ServiceSettings.STATE));
        parts.push(hazelcast::shutdown);
        bulk = BulkMember.of(hazelcast);
        GraphSettings ofGraph = settings.get(ServiceSettings.GRAPH);
        circuit = new GraphCircuit(client, ofGraph.probeInterval(), ofGraph.probeTimeout());
        parts.push(circuit);
        graph = client.with(circuit);
        GraphClient reader = graph;
        if (ofGraph.explorer().isSet()) {
            GraphClient connected = ofGraph.explorer().connect(client.uri(), home);
            parts.push(connected);
            reader = connected.with(circuit);
        }
        GraphExplorer explorer = new GraphExplorer(reader);
        ScoreBoards boards = new ScoreBoards();
        ServingModules modules = new ServingModules(factories, ModuleContext.of(
                home, settings, boards, name -> HazelcastMember.cache(hazelcast, name)));
        parts.push(modules);
        channels = new ChannelCatalogue(modules.channels(), space -> new VectorChannel(space, boards));
        recall = serviceSettings.recall();
        users = new UserStates(hazelcast, graph, settings.get(ServiceSettings.STATE));
        parts.push(new Rejoining(hazelcast.getLifecycleService(), users::clear,
                settings.get(ServiceSettings.CLUSTER).heartbeatTimeout()));
        snapshots = new LiveSnapshots(graph, users, modules::open);
        writer = GraphWriter.forService(graph, snapshots.continuity()::require);
        ServiceMetrics metrics = new ServiceMetrics();
        parts.push(metrics);
        Traces traces = new Traces(settings.get(TraceSettings.SECTION));
        parts.push(traces);
        pipeline = pipeline(snapshots, traces.enabled() ? PipelineObserver.all(List.of(metrics, traces)) : metrics);
        parts.push(pipeline);
        catalogue = new ContentCatalogue(graph, home.resolve(ModuleContext.MEDIA));
        explainer = new Explainer(graph, catalogue::isDeleted);
        warmUp = new WarmUp(settings.get(ServiceSettings.LIVE), users, explainer, catalogue, writer);
        GenerationStore store = new GenerationStore(home.resolve(GENERATIONS));
        SharedGenerations shared = settings.get(GenerationSettings.SECTION).shared(home, store).orElse(null);
        generations = new Generations(
                hazelcast, store, shared, serviceSettings.http() != null, snapshots, this::warmUp,
                used -> deleteErased(new ErasedGenerations(graph, used)));
        HomeErasure erasure = new HomeErasure(hazelcast, new HomeFiles(home), user -> {
            users.forgetPreloaded(user);
            modules.forget(user); // before the refresh, which fails while the graph is away
            snapshots.refresh();
        });
        parts.push(erasure);
        follower = new GraphFollower(hazelcast, snapshots, generations);
        parts.push(follower);
        contents = new CatalogueIntake(writer, follower, settings.get(ServiceSettings.CONTENTS), circuit,
                metrics::visible);
        parts.push(contents);
        FeedbackLog feedback = new FeedbackLog(settings.get(FeedbackSettings.SECTION), clock);
        MemberTopic<List<String>> shown = new MemberTopic<>(
                hazelcast, "shown-contents", "Impressions are not counted", modules::shown);
        parts.push(shown);
        ClickCounts clicks = new ClickCounts(settings.get(FeedbackSettings.SECTION), metrics);
        MemberTopic<List<ClickCounts.AnswerEvent>> answerEvents = new MemberTopic<>(
                hazelcast, "answer-events", "Events of answers of other members are not counted", clicks::received);
        parts.push(answerEvents);
        events = new EventIntake(writer, users, user -> {
            modules.forget(user);
            erasure.everywhere(user);
        }, feedback, committed -> {
            List<String> impressions = committed.stream().filter(event -> event.action() == Action.IMPRESSION)
                    .map(event -> event.target().key()).toList();
            if (!impressions.isEmpty()) {
                shown.everywhere(impressions);
            }
            List<ClickCounts.AnswerEvent> unknown = clicks.committed(committed);
            if (!unknown.isEmpty()) {
                answerEvents.publish(unknown);
            }
        }, snapshots, settings.get(ServiceSettings.EVENTS), circuit, metrics::visible);
        parts.push(events);
        EventFormats formats = new EventFormats(snapshots, clock);
        spool = new Spool(home, settings.get(SpoolSettings.SECTION),
                () -> !circuit.isOpen() && !circuit.isRecovering() && snapshots.continuity().problem() == null,
                writers(formats));
        parts.push(spool);
        HttpParameters parameters = serviceSettings.http();
        circuit.start(this::warmUpWrites); // before the port is open, since requests rely on the circuit
        http = parameters == null
                ? null
                : HttpApi.start(parameters, home, new ServiceParts(
                        pipeline, explainer, users, snapshots, generations, events, feedback, clicks, contents,
                        formats, spool,
                        catalogue, new UserCatalogue(graph), explorer, home.resolve(REPORTS),
                        Stream.of(DeadLetters.FILE, TopicIntake.DEAD_LETTERS, Spool.DEAD_LETTERS)
                                .collect(Collectors.toMap(
                                        Function.identity(), name -> new DeadLetters(home.resolve(name)))),
                        circuit, () -> hazelcast.getCluster().getMembers().size(), clock, this::reload, () -> ready,
                        this::isConsuming, this::topicLag), metrics, traces);
        if (http != null) {
            parts.push(http);
        }
    }

    private Map<RecordKind, Function<List<JsonNode>, Receipt>> writers(EventFormats formats) {
        return Map.of(
                RecordKind.EVENTS, json -> events.post(json.stream().map(formats.reader()).toList()),
                RecordKind.CONTENTS, json -> contents.post(read(json, CatalogueFormat::content)),
                RecordKind.ITEMS, json -> contents.postItems(read(json, CatalogueFormat::item)),
                RecordKind.USERS, json -> contents.postUsers(read(json, CatalogueFormat::user)));
    }

    private static <T> List<T> read(List<JsonNode> json, BiFunction<JsonNode, Consumer<Conversion>, T> format) {
        return json.stream().map(record -> format.apply(record, Conversion.UNREPORTED)).toList();
    }

    private void deleteErased(ErasedGenerations erased) {
        try {
            if (snapshots.continuity().problem() == null) {
                List<GenerationId> deleted = erased.delete();
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
            server.follower.start(server.settings.get(ServiceSettings.LIVE).followInterval());
            server.warmUpWrites();
            server.circuit.started();
            server.ready = true;
            server.bulk.offer(BatchHost.class, server::batch);
            parts.push(server.bulk);
            if (server.http != null) {
                server.inBackground("state-preload", preload);
                server.spool.start();
                server.consumeTopic();
            }
            server.startWarning().ifPresent(LOG::warn);
            settings.recall().variantWarnings().forEach(LOG::warn);
            server.warnOfUnknownValues();
            return server;
        } catch (RuntimeException | Error e) {
            close(parts);
            throw e;
        }
    }

    /** Reads the states of the first users. Returns the reading of the others. */
    private Runnable preload() {
        try {
            return users.preload(settings.get(ServiceSettings.STATE).preload());
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
        if (settings.has(ServiceSettings.HTTP)) {
            warmUp.write();
        }
    }

    private void consumeTopic() {
        TopicSettings topicSettings = settings.get(TopicSettings.SECTION);
        if (topicSettings.consumes()) {
            TopicIntake started = new TopicIntake(
                    topicSettings, home, writer, PresentTime.of(clock), events, contents);
            topic = started;
            parts.push(started);
        }
    }

    private boolean isConsuming() {
        TopicIntake current = topic;
        return current == null || current.isConsuming();
    }

    private double topicLag() {
        TopicIntake current = topic;
        return current == null ? Double.NaN : current.lag();
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
                : DataAge.warning(snapshot().manifest(), clock.instant());
    }

    public RecallPipeline pipeline() {
        return pipeline;
    }

    /**
     * Returns a recall for many requests under the same conditions. It searches the generation as it is now and waits for
     * every channel up to a minute. Close it.
     *
     * @throws RecallException CONFLICT if this service has other settings, UNAVAILABLE if it serves another generation
     */
    public GenerationRecall batch(BatchConditions conditions) {
        ServiceSettings now = new ServiceSettings(settings)
                .with(recall -> recall.withScenes(scenes).withTimeout(BATCH_TIMEOUT));
        conditions.requireSettings(now.recallLines());
        snapshots.refresh();
        ServingSnapshot snapshot = snapshots.get();
        String serving = snapshot.manifest().id().value();
        if (!serving.equals(conditions.generation())) {
            throw new RecallException(RecallException.Code.UNAVAILABLE, "serves generation " + serving
                    + ", but generation " + conditions.generation() + " is current in the home of this command");
        }
        return GenerationRecall.over(
                snapshot, now.recall(), channels, new GraphStates(graph),
                Clock.fixed(conditions.now(), ZoneOffset.UTC));
    }

    /** Explains as {@code POST /v1/explain} does. */
    public Explainer explainer() {
        return explainer;
    }

    /** Reads the facts about contents. */
    public ContentCatalogue catalogue() {
        return catalogue;
    }

    /** Takes events as {@code POST /v1/events} does. */
    public EventIntake events() {
        return events;
    }

    /** Takes contents as {@code POST /v1/contents} does. */
    public CatalogueIntake contents() {
        return contents;
    }

    public UserStates users() {
        return users;
    }

    public Generations generations() {
        return generations;
    }

    /** Returns the snapshot that requests search now. */
    public ServingSnapshot snapshot() {
        return snapshots.get();
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

    /** Uses the scenes that the home has now. */
    private synchronized ServiceParts.Reloaded reload() {
        Path file = home.resolve(SettingsSource.FILE);
        if (hasFile && Files.notExists(file)) {
            throw new RecallException(RecallException.Code.INVALID, file + " is gone, so the scenes stay as they are. "
                    + "To use the defaults, write an empty file");
        }
        hasFile = Files.exists(file);
        ServiceSettings now = ServiceSettings.of(home, factories);
        List<String> changed = now.recall().withoutScenes().linesOtherThan(ofStart.values());
        pipeline.replaceScenes(now.recall().scenes());
        scenes = now.recall().scenes();
        LOG.info("The scenes of the settings are read again: {}", scenes.stream().map(Scene::name).toList());
        now.recall().variantWarnings().forEach(LOG::warn);
        return new ServiceParts.Reloaded(changed, warnOfUnknownValues());
    }

    /** Warns of values in the filters of scenes that no content has, such as a misspelt attribute. Returns them. */
    private List<UnknownValue> warnOfUnknownValues() {
        if (snapshots.generation() == null) {
            return List.of();
        }
        List<UnknownValue> all = new ArrayList<>();
        for (Scene scene : scenes) {
            UnknownValues unknown = new UnknownValues(snapshot());
            unknown.checkFilter("/scenes/" + scene.name() + "/filter", scene.filter());
            if (!unknown.list().isEmpty()) {
                LOG.warn("No content has these values in the filter of scene '{}': {}", scene.name(),
                        unknown.list().stream().map(UnknownValue::value).toList());
                all.addAll(unknown.list());
            }
        }
        return all;
    }

    private RecallPipeline pipeline(Supplier<ServingSnapshot> serving, PipelineObserver observer) {
        return pipeline(serving, users::read, scenes, observer, clock);
    }

    private RecallPipeline pipeline(
            Supplier<ServingSnapshot> serving, UserStateSource states, List<Scene> served, PipelineObserver observer,
            Clock time) {
        return new RecallPipeline(
                recall.withScenes(served), serving, states, () -> !circuit.isOpen(), channels, observer, time);
    }

    private void warmUp(ServingSnapshot snapshot) {
        try (RecallPipeline pipelineOfSnapshot = pipeline(() -> snapshot, PipelineObserver.NONE)) {
            warmUp.recall(pipelineOfSnapshot);
        }
    }
}
