package io.graphrecall.service;

import com.hazelcast.core.HazelcastInstance;
import io.graphrecall.content.text.Terms;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.retrieval.profile.EngagementParameters;
import io.graphrecall.retrieval.profile.ProfileParameters;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.QueryText;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.channel.ChannelCatalogue;
import io.graphrecall.service.channel.RecallChannel;
import io.graphrecall.service.cluster.Generations;
import io.graphrecall.service.cluster.GraphFollower;
import io.graphrecall.service.cluster.HazelcastMember;
import io.graphrecall.service.explain.Explainer;
import io.graphrecall.service.http.HttpApi;
import io.graphrecall.service.http.ServiceMetrics;
import io.graphrecall.service.http.ServiceParts;
import io.graphrecall.service.intake.ContentIntake;
import io.graphrecall.service.intake.EventIntake;
import io.graphrecall.service.pipeline.ChannelObserver;
import io.graphrecall.service.pipeline.RecallPipeline;
import io.graphrecall.service.pipeline.RecallQueryBuilder;
import io.graphrecall.service.pipeline.RecallRequest;
import io.graphrecall.service.pipeline.Scene;
import io.graphrecall.service.snapshot.LiveEncoder;
import io.graphrecall.service.snapshot.LiveSnapshots;
import io.graphrecall.service.snapshot.MediaVectors;
import io.graphrecall.service.snapshot.ServingSnapshot;
import io.graphrecall.service.snapshot.TextVectors;
import io.graphrecall.service.snapshot.UserVectors;
import io.graphrecall.service.state.UserStates;
import io.graphrecall.service.trigger.TriggerSelector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A running service: a member of the cluster with its states of users, the generation it serves, the pipeline, and HTTP
 * where the settings ask for it. Thread-safe. The graph's client stays the caller's.
 */
public final class RecallServer implements AutoCloseable {

    /** The folder of a home that holds its generations. */
    public static final String GENERATIONS = "generations";

    /** The folder of a home with what can be computed again, such as the vectors of texts; it may be deleted. */
    public static final String CACHE = "cache";

    /** The folder of a home that the media of contents lie in that came by themselves, with no folder round them. */
    public static final String MEDIA = "media";

    private static final Logger LOG = LoggerFactory.getLogger(RecallServer.class);
    /** Loads what reads searches. */
    private static final QueryText WARM_SEARCH = new QueryText("预热 warm-up");
    /** One warming recall of so many has a search and is explained. */
    private static final int WARM_WHOLE = 50;

    private final ServiceSettings settings;
    private final Clock clock;
    private final ChannelCatalogue channels;
    private final RecallQueryBuilder queries;
    private final UserStates users;
    private final LiveSnapshots snapshots;
    private final Generations generations;
    private final GraphFollower follower;
    private final EventIntake events;
    private final ContentIntake contents;
    private final RecallPipeline pipeline;
    private final Explainer explainer;
    private final @Nullable HttpApi http;
    private volatile boolean warm;

    /** What to close, the last first. */
    private final Deque<AutoCloseable> parts;

    private RecallServer(
            ServiceSettings settings,
            GraphClient graph,
            Path home,
            Clock clock,
            List<RecallChannel> more,
            Deque<AutoCloseable> parts) {
        this.parts = parts;
        this.settings = settings;
        this.clock = clock;
        HazelcastInstance hazelcast = HazelcastMember.start(settings.cluster(), settings.state());
        parts.push(hazelcast::shutdown);
        GraphWriter writer = GraphWriter.forService(graph);
        UserVectors userVectors = new UserVectors(hazelcast);
        parts.push(userVectors);
        channels = Channels.all(settings, userVectors, more);
        queries = new RecallQueryBuilder(
                new TriggerSelector(settings.triggers()), EngagementParameters.DEFAULT, settings.searches());
        users = new UserStates(hazelcast, graph, settings.state());
        Terms terms = new Terms();
        List<LiveEncoder> encoders = List.of(
                new TextVectors(home.resolve(CACHE)), new MediaVectors(terms, home.resolve(MEDIA)));
        encoders.forEach(parts::push);
        snapshots = new LiveSnapshots(graph, terms::of, ProfileParameters.DEFAULT, users, encoders, userVectors);
        ServiceMetrics metrics = new ServiceMetrics();
        parts.push(metrics);
        pipeline = pipeline(snapshots, metrics);
        parts.push(pipeline);
        explainer = new Explainer(pipeline, graph);
        generations = new Generations(
                hazelcast, new GenerationStore(home.resolve(GENERATIONS)), snapshots, this::warmUp);
        follower = new GraphFollower(hazelcast, snapshots, generations);
        parts.push(follower);
        contents = new ContentIntake(writer, follower, settings.contents());
        parts.push(contents);
        events = new EventIntake(writer, users, userVectors, snapshots, settings.events());
        parts.push(events);
        http = settings.http() == null ? null : HttpApi.start(settings.http(), served(), metrics);
        if (http != null) {
            parts.push(http);
        }
    }

    private ServiceParts served() {
        Set<String> scenes = settings.scenes().stream().map(Scene::name).collect(Collectors.toSet());
        return new ServiceParts(
                pipeline, explainer, scenes, users, snapshots, generations, events, contents, clock, () -> warm);
    }

    /**
     * Starts a service and returns when it is ready: the current generation of the home, or that of the other members,
     * serves and is warm. Without any generation it returns as well, and serves as soon as one is there.
     *
     * @param graph the graph that {@link io.graphrecall.cypher.GraphSchema} has been migrated in
     * @param clock the now of requests that name none
     */
    public static RecallServer start(ServiceSettings settings, GraphClient graph, Path home, Clock clock) {
        return start(settings, graph, home, clock, List.of());
    }

    /**
     * The same with channels of the caller's own.
     *
     * @param more channels beside the usual ones; scenes and requests name them by their ids
     */
    public static RecallServer start(
            ServiceSettings settings, GraphClient graph, Path home, Clock clock, List<RecallChannel> more) {
        Deque<AutoCloseable> parts = new ArrayDeque<>();
        try {
            RecallServer server = new RecallServer(settings, graph, home, clock, more, parts);
            settings.lines().forEach(line -> LOG.info("setting {}", line));
            server.users.preload(settings.state().preload(), Progress.NONE);
            server.generations.start();
            server.follower.start(settings.followInterval());
            server.warm = true;
            return server;
        } catch (RuntimeException | Error e) {
            close(parts);
            throw e;
        }
    }

    /** The port of HTTP; -1 where HTTP is not served. */
    public int port() {
        return http == null ? -1 : http.port();
    }

    public RecallPipeline pipeline() {
        return pipeline;
    }

    /** Explains as {@code POST /v1/explain} does. */
    public Explainer explainer() {
        return explainer;
    }

    /** Takes events as {@code POST /v1/events} does. */
    public EventIntake events() {
        return events;
    }

    /** Takes contents as {@code POST /v1/contents} does. */
    public ContentIntake contents() {
        return contents;
    }

    public UserStates users() {
        return users;
    }

    public Generations generations() {
        return generations;
    }

    /** The snapshot that requests search now. */
    public ServingSnapshot snapshot() {
        return snapshots.get();
    }

    /** Says that it is not ready, stops accepting, finishes what is being answered, commits what waits, leaves the cluster. */
    @Override
    public void close() {
        warm = false;
        close(parts);
    }

    private static void close(Deque<AutoCloseable> parts) {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.warn("closing goes on after a failure", e);
            }
        }
    }

    private RecallPipeline pipeline(Supplier<ServingSnapshot> serving, ChannelObserver observer) {
        return new RecallPipeline(
                serving, users::of, channels, settings.scenes(), queries, observer, clock, settings.seed());
    }

    private void warmUp(ServingSnapshot snapshot) {
        try (RecallPipeline warming = pipeline(() -> snapshot, ChannelObserver.NONE)) {
            List<UserId> known = users.preloaded();
            for (int i = 0; i < settings.warmUp(); i++) {
                UserId user = known.isEmpty() ? new UserId("warm-up") : known.get(i % known.size());
                RecallRequest request = RecallRequest.of(user, 100);
                if (i % WARM_WHOLE == 0) {
                    explainer.paths(warming.recall(request.withQuery(WARM_SEARCH)));
                } else {
                    warming.recall(request);
                }
            }
        }
    }
}
