package io.graphrecall.service;

import com.hazelcast.core.HazelcastInstance;
import io.graphrecall.content.text.Terms;
import io.graphrecall.cypher.GraphClient;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.loaders.ingest.GraphWriter;
import io.graphrecall.metapath.profile.EngagementParameters;
import io.graphrecall.metapath.profile.ProfileParameters;
import io.graphrecall.schema.Progress;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.channel.RecallChannel;
import io.graphrecall.service.intake.ContentIntake;
import io.graphrecall.service.intake.EventIntake;
import io.graphrecall.service.live.Generations;
import io.graphrecall.service.live.GraphFollower;
import io.graphrecall.service.live.LiveSnapshots;
import io.graphrecall.service.live.ServingSnapshot;
import io.graphrecall.service.pipeline.ChannelObserver;
import io.graphrecall.service.pipeline.NeedReader;
import io.graphrecall.service.pipeline.RecallPipeline;
import io.graphrecall.service.pipeline.RecallRequest;
import io.graphrecall.service.state.UserStates;
import io.graphrecall.service.trigger.TriggerSelector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/**
 * A running service: a member of the cluster with its states of users, the generation it serves, the pipeline, and HTTP
 * where the settings ask for it. Thread-safe. The graph's client stays the caller's.
 */
public final class RecallServer implements AutoCloseable {

    /** The folder of a home that holds its generations. */
    public static final String GENERATIONS = "generations";

    private static final Logger LOG = LoggerFactory.getLogger(RecallServer.class);

    private final ServiceSettings settings;
    private final Clock clock;
    private final List<RecallChannel> channels;
    private final NeedReader needs;
    private final UserStates users;
    private final LiveSnapshots snapshots;
    private final Generations generations;
    private final EventIntake events;
    private final ContentIntake contents;
    private final RecallPipeline pipeline;

    /** What to close, the last first. */
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    private RecallServer(ServiceSettings settings, GraphClient graph, Path home, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        HazelcastInstance hazelcast = HazelcastMember.start(settings.cluster(), settings.state());
        parts.push(hazelcast::shutdown);
        GraphWriter writer = new GraphWriter(graph);
        channels = Channels.all(settings.fresh());
        needs = new NeedReader(
                new TriggerSelector(settings.triggers()), EngagementParameters.DEFAULT, settings.searches());
        users = new UserStates(hazelcast, graph, settings.state());
        snapshots = new LiveSnapshots(graph, new Terms()::of, ProfileParameters.DEFAULT);
        pipeline = pipeline(snapshots);
        parts.push(pipeline);
        generations = new Generations(
                hazelcast, new GenerationStore(home.resolve(GENERATIONS)), snapshots, this::warmUp);
        GraphFollower follower = new GraphFollower(hazelcast, snapshots, generations, settings.followInterval());
        parts.push(follower);
        contents = new ContentIntake(writer, follower, settings.contents());
        parts.push(contents);
        events = new EventIntake(writer, users, snapshots, settings.events());
        parts.push(events);
    }

    /**
     * Starts a service and returns when it is ready: the current generation of the home, or that of the other members,
     * serves and is warm. Without any generation it returns as well, and serves as soon as one is there.
     *
     * @param graph the graph that {@link io.graphrecall.cypher.GraphSchema} has been migrated in
     * @param clock the now of requests that name none
     */
    public static RecallServer start(ServiceSettings settings, GraphClient graph, Path home, Clock clock) {
        RecallServer server = new RecallServer(settings, graph, home, clock);
        try {
            server.users.preload(settings.state().preload(), Progress.NONE);
            server.generations.start();
            return server;
        } catch (RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    /** The port of HTTP; -1 where HTTP is not served. */
    public int port() {
        return -1;
    }

    public RecallPipeline pipeline() {
        return pipeline;
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

    /** Stops accepting, finishes what is being answered, commits what waits, leaves the cluster. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOG.warn("closing goes on after a failure", e);
            }
        }
    }

    private RecallPipeline pipeline(Supplier<ServingSnapshot> serving) {
        return new RecallPipeline(
                serving, users::of, channels, settings.scenes(), needs, ChannelObserver.NONE, clock, settings.seed());
    }

    private void warmUp(ServingSnapshot snapshot) {
        try (RecallPipeline warming = pipeline(() -> snapshot)) {
            List<UserId> known = users.preloaded();
            for (int i = 0; i < settings.warmUp(); i++) {
                UserId user = known.isEmpty() ? new UserId("warm-up") : known.get(i % known.size());
                warming.recall(RecallRequest.of(user, 100));
            }
        }
    }
}
