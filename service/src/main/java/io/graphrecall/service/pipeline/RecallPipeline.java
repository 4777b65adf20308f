package io.graphrecall.service.pipeline;

import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.blend.BlendInput;
import io.graphrecall.service.blend.BlendedList;
import io.graphrecall.service.blend.ChannelShare;
import io.graphrecall.service.channel.ChannelCatalogue;
import io.graphrecall.service.channel.Deadline;
import io.graphrecall.service.channel.RecallChannel;
import io.graphrecall.service.channel.RecallQuery;
import io.graphrecall.service.channel.TieBreak;
import io.graphrecall.service.pipeline.RecallRequest.RequestedChannel;
import io.graphrecall.service.snapshot.ServingSnapshot;
import io.graphrecall.service.state.Engagement;
import io.graphrecall.service.state.UserState;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The recall pipeline: plan the request, run its channels, blend their lists. Runs in the caller's thread, which may block
 * until the user's state is loaded, so callers use virtual threads. Thread-safe.
 */
public final class RecallPipeline implements AutoCloseable {

    /** The scene of a request without one. */
    public static final String DEFAULT_SCENE = "feed";

    private final Supplier<ServingSnapshot> snapshots;
    private final Function<UserId, UserState> users;
    private final ChannelCatalogue channels;
    private final Map<String, Scene> scenes;
    private final RecallQueryBuilder queries;
    private final ChannelRunner runner;
    private final InstantSource clock;
    private final long seed;

    /**
     * @param snapshots supplies the current snapshot; throws {@link RecallException} with code UNAVAILABLE if there is none
     * @param users     returns a user's state, {@link UserState#empty} for an unknown user; may block
     * @param scenes    the scenes, among them {@link #DEFAULT_SCENE}
     * @param seed      seed of the order of contents with equal scores
     */
    public RecallPipeline(
            Supplier<ServingSnapshot> snapshots,
            Function<UserId, UserState> users,
            ChannelCatalogue channels,
            List<Scene> scenes,
            RecallQueryBuilder queries,
            ChannelObserver observer,
            InstantSource clock,
            long seed) {
        this.snapshots = snapshots;
        this.users = users;
        this.channels = channels;
        this.scenes = new LinkedHashMap<>();
        scenes.forEach(scene -> this.scenes.put(scene.name(), scene));
        if (!this.scenes.containsKey(DEFAULT_SCENE)) {
            throw new IllegalArgumentException("the settings lack the scene '" + DEFAULT_SCENE + "'");
        }
        this.queries = queries;
        this.runner = new ChannelRunner(observer);
        this.clock = clock;
        this.seed = seed;
    }

    /**
     * Recalls contents. A channel that fails or times out degrades the result; the request still succeeds.
     *
     * @throws RecallException INVALID if the scene or a channel of the request is unknown or its blend has no model;
     *         UNAVAILABLE if no generation serves yet
     */
    public RecallResult recall(RecallRequest request) {
        long began = System.nanoTime();
        RecallPlan plan = plan(request);
        List<ChannelRun> runs = runner.run(plan.calls(), plan.query());
        BlendInput lists = plan.blendInput(runs, request.size());
        BlendedList blended = plan.blend().blend(lists);
        return new RecallResult(plan.query(), lists, blended, runs, System.nanoTime() - began);
    }

    /**
     * A content traced through a recall.
     *
     * @param content its ordinal in the query's snapshot
     */
    public record TracedContent(RecallQuery query, int content, ContentTrace trace) {}

    /**
     * Recalls contents and traces one content through the recall.
     *
     * @throws RecallException NOT_FOUND if the content is unknown; otherwise as {@link #recall}
     */
    public TracedContent trace(RecallRequest request, ContentId id) {
        RecallPlan plan = plan(request);
        int content = plan.query().snapshot().contentOrdinal(id.key());
        if (content < 0) {
            throw new RecallException(RecallException.Code.NOT_FOUND, "unknown content '" + id.key() + "'");
        }
        List<ChannelRun> runs = runner.run(plan.calls(), plan.query());
        int total = runs.stream().mapToInt(run -> run.answer().size()).sum();
        ContentTracer tracer = new ContentTracer(
                plan.query(), content, plan.blend(runs, request.size()), plan.blend(runs, total));
        return new TracedContent(plan.query(), content, tracer.trace(plan.calls(), runs));
    }

    /**
     * Ids of the available channels, built-in channels first.
     *
     * @throws RecallException UNAVAILABLE if no generation serves yet
     */
    public List<String> channels() {
        return channels.ids(snapshots.get());
    }

    private RecallPlan plan(RecallRequest request) {
        Scene scene = scene(request);
        ServingSnapshot snapshot = snapshots.get();
        List<ChannelCall> calls = calls(request, scene, snapshot);
        UserState user = user(request);
        // The deadline starts after the user's state is loaded: a slow load must not leave channels without time.
        Deadline deadline = Deadline.in(request.timeout() == null ? scene.timeout() : request.timeout());
        long now = request.now() == null ? clock.instant().toEpochMilli() : request.now().toEpochMilli();
        TieBreak tieBreak = TieBreak.of(seed, user.user().key());
        return new RecallPlan(
                scene, calls, queries.build(request, scene, user, snapshot, now, tieBreak, deadline),
                request.blend() == null ? scene.blend() : request.blend());
    }

    private Scene scene(RecallRequest request) {
        String name = request.scene() == null ? DEFAULT_SCENE : request.scene();
        Scene scene = scenes.get(name);
        if (scene == null) {
            throw new RecallException(RecallException.Code.INVALID,
                    "unknown scene '" + name + "', expected one of " + String.join(", ", scenes.keySet()));
        }
        return scene;
    }

    private List<ChannelCall> calls(RecallRequest request, Scene scene, ServingSnapshot snapshot) {
        List<ChannelCall> calls = new ArrayList<>();
        if (request.channels().isEmpty()) {
            channels.spelledOut(scene.channels(), snapshot)
                    .forEach((id, share) -> calls.add(new ChannelCall(channel(id, snapshot), share)));
        }
        for (RequestedChannel requested : request.channels()) {
            ChannelShare preset = scene.channels().getOrDefault(requested.id(), new ChannelShare(request.size(), 0, 1));
            int quota = requested.quota() == null ? Math.max(preset.quota(), request.size()) : requested.quota();
            int min = requested.min() == null ? Math.min(preset.min(), quota) : requested.min();
            try {
                calls.add(new ChannelCall(
                        channel(requested.id(), snapshot), new ChannelShare(quota, min, preset.weight())));
            } catch (IllegalArgumentException e) {
                throw new RecallException(
                        RecallException.Code.INVALID, "channel '" + requested.id() + "': " + e.getMessage(), e);
            }
        }
        return calls;
    }

    private RecallChannel channel(String id, ServingSnapshot snapshot) {
        RecallChannel channel = channels.find(id, snapshot);
        if (channel == null) {
            throw new RecallException(RecallException.Code.INVALID,
                    "unknown channel '" + id + "', expected one of " + String.join(", ", channels.ids(snapshot)));
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

    @Override
    public void close() {
        runner.close();
    }
}
