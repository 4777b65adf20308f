package io.graphrecall.service.pipeline;

import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.blend.Blend;
import io.graphrecall.service.blend.BlendInput;
import io.graphrecall.service.blend.BlendedList;
import io.graphrecall.service.blend.ChannelList;
import io.graphrecall.service.blend.ChannelShare;
import io.graphrecall.service.channel.ChannelCatalogue;
import io.graphrecall.service.channel.Deadline;
import io.graphrecall.service.channel.RecallChannel;
import io.graphrecall.service.channel.RecallQuery;
import io.graphrecall.service.channel.TieBreak;
import io.graphrecall.service.live.ServingSnapshot;
import io.graphrecall.service.pipeline.RecallRequest.WantedChannel;
import io.graphrecall.service.state.Engagement;
import io.graphrecall.service.state.UserState;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * From a request to an answer, in straight line: who is asking, what do they want, what do the channels find, what goes
 * out. Runs in the caller's thread and may wait there for a user's state, so callers use virtual threads. Thread-safe.
 */
public final class RecallPipeline implements AutoCloseable {

    /** The scene of a request that names none. */
    public static final String DEFAULT_SCENE = "feed";

    private final Supplier<ServingSnapshot> serving;
    private final Function<UserId, UserState> users;
    private final ChannelCatalogue channels;
    private final Map<String, Scene> scenes;
    private final NeedReader needs;
    private final ChannelRunner runner;
    private final InstantSource clock;
    private final long seed;

    /**
     * @param serving  the snapshot to search now; throws {@link RecallException} with code UNAVAILABLE where there is
     *                 none yet
     * @param users    a user's state; {@link UserState#empty} for an unknown one. May block
     * @param scenes   at least {@link #DEFAULT_SCENE}
     * @param seed     decides the order of equal scores
     */
    public RecallPipeline(
            Supplier<ServingSnapshot> serving,
            Function<UserId, UserState> users,
            ChannelCatalogue channels,
            List<Scene> scenes,
            NeedReader needs,
            ChannelObserver observer,
            InstantSource clock,
            long seed) {
        this.serving = serving;
        this.users = users;
        this.channels = channels;
        this.scenes = new LinkedHashMap<>();
        scenes.forEach(scene -> this.scenes.put(scene.name(), scene));
        if (!this.scenes.containsKey(DEFAULT_SCENE)) {
            throw new IllegalArgumentException("there is no scene '" + DEFAULT_SCENE + "'");
        }
        this.needs = needs;
        this.runner = new ChannelRunner(observer);
        this.clock = clock;
        this.seed = seed;
    }

    /**
     * Recalls. A channel that fails or is late degrades the answer; it never fails it.
     *
     * @throws RecallException INVALID for a request that cannot be meant, UNAVAILABLE where nothing is served yet
     */
    public RecallAnswer recall(RecallRequest request) {
        long began = System.nanoTime();
        Asked asked = asked(request);
        List<ChannelRun> runs = runner.run(asked.parts, asked.query);
        BlendInput found = found(asked, runs, request.size());
        BlendedList list = asked.blend.blend(found);
        return new RecallAnswer(asked.query, found, list, runs, System.nanoTime() - began);
    }

    /** What channels are asked for a request, and how their lists become one. */
    private record Asked(Scene scene, List<ChannelRunner.Part> parts, RecallQuery query, Blend blend) {}

    private Asked asked(RecallRequest request) {
        Scene scene = scene(request);
        ServingSnapshot snapshot = serving.get();
        List<ChannelRunner.Part> parts = parts(request, scene, snapshot);
        Duration timeout = request.timeout() == null ? scene.timeout() : request.timeout();
        UserState user = user(request);
        // Channels get the whole time: a state that has to be read from the graph must not empty the answer.
        Deadline deadline = Deadline.in(timeout);
        long now = request.now() == null ? clock.instant().toEpochMilli() : request.now().toEpochMilli();
        TieBreak tieBreak = TieBreak.of(seed, user.user().key());
        return new Asked(scene, parts, needs.read(request, scene, user, snapshot, now, tieBreak, deadline),
                blend(request, scene));
    }

    private static BlendInput found(Asked asked, List<ChannelRun> runs, int size) {
        RecallQuery query = asked.query;
        return new BlendInput(
                lists(runs), size, query.tieBreak(), query.snapshot(), query.now(), asked.scene.model());
    }

    /**
     * A content followed through a recall.
     *
     * @param query   what the channels were asked
     * @param content its ordinal in the query's snapshot
     */
    public record Traced(RecallQuery query, int content, ContentTrace trace) {}

    /**
     * Recalls, and follows one content through it.
     *
     * @throws RecallException NOT_FOUND where the content is not known; else as {@link #recall}
     */
    public Traced trace(RecallRequest request, ContentId id) {
        Asked asked = asked(request);
        int content = asked.query.snapshot().contentOrdinal(id.key());
        if (content < 0) {
            throw new RecallException(RecallException.Code.NOT_FOUND, "there is no content '" + id.key() + "'");
        }
        List<ChannelRun> runs = runner.run(asked.parts, asked.query);
        int all = runs.stream().mapToInt(run -> run.answer().size()).sum();
        ContentTracer tracer = new ContentTracer(
                asked.query, content, asked.blend.blend(found(asked, runs, request.size())),
                asked.blend.blend(found(asked, runs, all)));
        return new Traced(asked.query, content, tracer.trace(asked.parts, runs));
    }

    /**
     * The ids of the channels there are now, the usual ones first.
     *
     * @throws RecallException UNAVAILABLE where nothing is served yet
     */
    public List<String> channels() {
        return channels.ids(serving.get());
    }

    private Scene scene(RecallRequest request) {
        String name = request.scene() == null ? DEFAULT_SCENE : request.scene();
        Scene scene = scenes.get(name);
        if (scene == null) {
            throw new RecallException(RecallException.Code.INVALID,
                    "unknown scene '" + name + "': there are " + String.join(", ", scenes.keySet()));
        }
        return scene;
    }

    private List<ChannelRunner.Part> parts(RecallRequest request, Scene scene, ServingSnapshot snapshot) {
        List<ChannelRunner.Part> parts = new ArrayList<>();
        if (request.channels().isEmpty()) {
            channels.spelledOut(scene.channels(), snapshot)
                    .forEach((id, share) -> parts.add(new ChannelRunner.Part(channel(id, snapshot), share)));
        }
        for (WantedChannel wanted : request.channels()) {
            ChannelShare usual = scene.channels().getOrDefault(wanted.id(), new ChannelShare(request.size(), 0, 1));
            int quota = wanted.quota() == null ? Math.max(usual.quota(), request.size()) : wanted.quota();
            int min = wanted.min() == null ? Math.min(usual.min(), quota) : wanted.min();
            try {
                parts.add(new ChannelRunner.Part(
                        channel(wanted.id(), snapshot), new ChannelShare(quota, min, usual.weight())));
            } catch (IllegalArgumentException e) {
                throw new RecallException(
                        RecallException.Code.INVALID, "channel '" + wanted.id() + "': " + e.getMessage(), e);
            }
        }
        return parts;
    }

    private RecallChannel channel(String id, ServingSnapshot snapshot) {
        RecallChannel channel = channels.find(id, snapshot);
        if (channel == null) {
            throw new RecallException(RecallException.Code.INVALID,
                    "unknown channel '" + id + "': there are " + String.join(", ", channels.ids(snapshot)));
        }
        return channel;
    }

    private UserState user(RecallRequest request) {
        UserId id = request.user();
        if (id != null) {
            return users.apply(id);
        }
        UserState visitor = UserState.empty(new UserId("visitor"));
        for (Engagement engagement : request.events()) {
            visitor = visitor.with(engagement);
        }
        return visitor;
    }

    private static Blend blend(RecallRequest request, Scene scene) {
        return request.blend() == null ? scene.blend() : request.blend();
    }

    private static List<ChannelList> lists(List<ChannelRun> runs) {
        List<ChannelList> lists = new ArrayList<>(runs.size());
        for (ChannelRun run : runs) {
            lists.add(new ChannelList(run.channel(), run.answer(), run.share()));
        }
        return lists;
    }

    @Override
    public void close() {
        runner.close();
    }
}
