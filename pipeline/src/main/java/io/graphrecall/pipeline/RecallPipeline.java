package io.graphrecall.pipeline;

import io.graphrecall.blend.Blend;
import io.graphrecall.blend.BlendInput;
import io.graphrecall.blend.BlendedList;
import io.graphrecall.blend.ChannelShare;
import io.graphrecall.blend.ChannelShares;
import io.graphrecall.blend.Limits;
import io.graphrecall.blend.TieBreak;
import io.graphrecall.pipeline.RecallRequest.RequestedChannel;
import io.graphrecall.pipeline.channel.ChannelCatalogue;
import io.graphrecall.pipeline.channel.Deadline;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.RecallQuery;
import io.graphrecall.pipeline.filter.FilterGroup;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.state.StateRead;
import io.graphrecall.pipeline.state.UserState;
import io.graphrecall.retrieval.KeyHash;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.FieldError;
import io.graphrecall.schema.InvalidRecordException;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.UserId;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The recall pipeline: plan the request, run its channels, blend their lists. Runs in the caller's thread, which may block
 * until the request's timeout, so callers use virtual threads. Thread-safe.
 */
public final class RecallPipeline implements AutoCloseable {

    /** The scene of a request without one. */
    public static final String DEFAULT_SCENE = "feed";

    /** Share of a request's timeout that its user's state may take. The rest is left to the channels. */
    private static final double STATE_SHARE = 0.75;
    /** Maximum time that an explanation waits for the user's state. */
    private static final Duration EXPLAIN_STATE_LIMIT = Duration.ofSeconds(10);

    private final Supplier<ServingSnapshot> snapshots;
    private final UserStateSource users;
    private final BooleanSupplier graphResponds;
    private final ChannelCatalogue channels;
    private volatile Map<String, Scene> scenes = Map.of();
    private final RecallQueryBuilder queries;
    private final ChannelRunner runner;
    private final PipelineObserver observer;
    private final InstantSource clock;
    private final long seed;

    /**
     * @param snapshots supplies the current snapshot; throws {@link RecallException} with code UNAVAILABLE if there is none
     * @param users     source of user states
     * @param graphResponds returns false while Neo4j does not respond
     * @param scenes    the scenes, among them {@link #DEFAULT_SCENE}
     * @param seed      seed of the order of contents with equal scores
     */
    public RecallPipeline(
            Supplier<ServingSnapshot> snapshots,
            UserStateSource users,
            BooleanSupplier graphResponds,
            ChannelCatalogue channels,
            List<Scene> scenes,
            RecallQueryBuilder queries,
            PipelineObserver observer,
            InstantSource clock,
            long seed) {
        this.snapshots = snapshots;
        this.users = users;
        this.graphResponds = graphResponds;
        this.channels = channels;
        replaceScenes(scenes);
        this.queries = queries;
        this.runner = new ChannelRunner();
        this.observer = observer;
        this.clock = clock;
        this.seed = seed;
    }

    private RecallPipeline(RecallPipeline other, ServingSnapshot snapshot) {
        snapshots = () -> snapshot;
        users = other.users;
        graphResponds = other.graphResponds;
        channels = other.channels;
        scenes = other.scenes;
        queries = other.queries;
        runner = other.runner;
        observer = PipelineObserver.NONE;
        clock = other.clock;
        seed = other.seed;
    }

    /**
     * Returns a pipeline that searches another snapshot, for recalls that no metric counts. It ends with this one and need
     * not be closed.
     */
    public RecallPipeline over(ServingSnapshot snapshot) {
        return new RecallPipeline(this, snapshot);
    }

    /**
     * Returns the snapshot that a request searches now.
     *
     * @throws RecallException UNAVAILABLE if no generation serves yet
     */
    public ServingSnapshot snapshot() {
        return snapshots.get();
    }

    /**
     * Recalls contents by the request's timeout. Channels, user state or a graph that do not respond by then degrade the
     * result; the request still succeeds.
     *
     * @param requestId the seed of an interleaved list; null for a seed of the user's state, as a page has
     * @throws RecallException INVALID as {@link #check}, or if the blend of the request has no model; UNAVAILABLE if no
     *         generation serves yet
     */
    public RecallResult recall(RecallRequest request, @Nullable String requestId) {
        long began = System.nanoTime();
        RecallPlan plan = plan(request, requestId, null);
        List<ChannelRun> runs = runner.run(plan.calls(), plan.query(), plan.historyKnown(), observer);
        long blending = System.nanoTime();
        BlendInput lists = plan.blendInput(runs, request.depth());
        BlendedList blended = plan.blend(lists);
        observer.ended("blend", blending, System.nanoTime() - blending);
        return new RecallResult(
                request, plan, lists, page(request, blended), blended.size(), runs, degradations(plan, runs),
                System.nanoTime() - began);
    }

    private static BlendedList page(RecallRequest request, BlendedList blended) {
        return request.offset() == null ? blended : blended.page(request.offset(), request.size());
    }

    /** Recalls contents for a request without an id. */
    public RecallResult recall(RecallRequest request) {
        return recall(request, null);
    }

    /**
     * A content traced through a recall.
     *
     * @param scene        of the request
     * @param variant      as in {@link RecallResult#variant}
     * @param coldStart    true if no behaviour of the user or visitor is known
     * @param content      its ordinal in the query's snapshot; -1 if the snapshot lacks it
     * @param degradations as in {@link RecallResult#degradations}
     */
    public record TracedContent(
            String scene, @Nullable String variant, boolean coldStart, RecallQuery query, int content,
            ContentTrace trace, Set<Degradation> degradations) {}

    /**
     * Recalls contents and traces one content through the recall. The user's state may take longer than in a recall, whose
     * timeout then counts for the channels.
     *
     * @param requestId as in {@link #recall}
     * @throws RecallException UNAVAILABLE if the user's state is not available; otherwise as {@link #recall}
     */
    public TracedContent trace(RecallRequest request, @Nullable String requestId, ContentId id) {
        RecallPlan plan = plan(request, requestId, EXPLAIN_STATE_LIMIT);
        plan.state().source().requireResponse();
        int content = plan.query().snapshot().contentOrdinal(id.key());
        List<ChannelRun> runs = content < 0
                ? List.of()
                : runner.run(plan.calls(), plan.query(), plan.historyKnown(), observer);
        return new TracedContent(plan.requested(), plan.variant(), plan.state().state().cold(), plan.query(), content,
                content < 0 ? new ContentTrace(0, List.of(), List.of()) : trace(request, plan, runs, content),
                degradations(plan, runs));
    }

    private static ContentTrace trace(RecallRequest request, RecallPlan plan, List<ChannelRun> runs, int content) {
        int total = runs.stream().mapToInt(run -> run.answer().size()).sum();
        BlendInput lists = plan.blendInput(runs, request.depth());
        BlendedList blended = plan.blend(lists);
        BlendedList full = plan.blend(plan.blendInput(runs, total));
        return new ContentTracer(plan.query(), content, page(request, blended), blended, full,
                exceededLimit(plan, blended, content), lists.kept().test(content) ? Set.of() : plan.matching())
                .trace(plan.calls(), runs);
    }

    /** Returns the limit that a list would exceed with a further content, or null. */
    private static @Nullable String exceededLimit(RecallPlan plan, BlendedList list, int content) {
        Limits limits = new Limits(plan.limits().stream().map(limit -> limit.in(plan.query().snapshot())).toList());
        for (int position = 0; position < list.size(); position++) {
            limits.count(list.content(position));
        }
        return limits.exceeded(content);
    }

    /**
     * Ids of the available channels, built-in channels first.
     *
     * @throws RecallException UNAVAILABLE if no generation serves yet
     */
    public List<String> channels() {
        return channels.ids(snapshots.get());
    }

    /**
     * Uses other scenes from the next request on.
     *
     * @throws RecallException INVALID if a scene has a channel that exists in no generation
     */
    public final void replaceScenes(List<Scene> others) {
        Map<String, Scene> byName = new LinkedHashMap<>();
        for (Scene scene : others) {
            channels.require("scene '" + scene.name() + "'", scene.channels().keySet());
            byName.put(scene.name(), scene);
        }
        if (!byName.containsKey(DEFAULT_SCENE)) {
            throw new IllegalArgumentException("the settings lack the scene '" + DEFAULT_SCENE + "'");
        }
        scenes = byName;
    }

    /**
     * Returns the scenes as the serving generation serves them: with a channel for each of its embedding spaces, and the
     * default one with the blend that its build fitted.
     *
     * @throws RecallException UNAVAILABLE if no generation serves yet
     */
    public List<Scene> scenes() {
        ServingSnapshot snapshot = snapshots.get();
        return scenes.values().stream().map(scene -> served(scene, snapshot))
                .map(scene -> scene.withChannels(channels.spelledOut(scene.channels(), snapshot))).toList();
    }

    /**
     * Checks the scene and the channels of a request.
     *
     * @param size size of the request
     * @throws InvalidRecordException with an error if the scene is unknown, and for each channel that neither the scene nor
     *         the serving generation has, that is given twice, or that has a minimum above its quota
     * @throws RecallException UNAVAILABLE if no generation serves yet
     */
    public void check(@Nullable String scene, List<RequestedChannel> requested, int size) {
        check(scene(scene), scene, requested, size, snapshots.get());
    }

    /**
     * Returns the conditions that every content of a scene satisfies; none without a scene.
     *
     * @throws InvalidRecordException if the scene is unknown
     */
    public FilterGroup filterOf(@Nullable String scene) {
        return scene == null
                ? FilterGroup.NONE
                : check(scene(scene), scene, List.of(), 1, snapshots.get()).filter();
    }

    /**
     * Checks the blend of a request. An unknown scene is an error of {@link #check}.
     *
     * @throws RecallException INVALID if the scene has no model for it
     */
    public void checkBlend(@Nullable String sceneName, Blend blend) {
        Scene scene = scene(sceneName);
        if (scene != null) {
            blend.requireModel(scene.model());
        }
    }

    /** Returns the scene of a checked request. */
    private Scene check(@Nullable Scene scene, @Nullable String sceneName, List<RequestedChannel> requested, int size,
            ServingSnapshot snapshot) {
        List<FieldError> errors = new ArrayList<>(0);
        if (scene == null) {
            errors.add(new FieldError(
                    "/scene",
                    "is '" + sceneName + "', expected one of " + String.join(", ", new TreeSet<>(scenes.keySet()))));
        }
        Map<String, ChannelShare> shares = scene == null || requested.isEmpty()
                ? Map.of()
                : channels.spelledOut(scene.channels(), snapshot);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < requested.size(); i++) {
            RequestedChannel channel = requested.get(i);
            String pointer = "/channels/" + i;
            if (!shares.containsKey(channel.id()) && !channels.has(channel.id(), snapshot)) {
                errors.add(new FieldError(pointer + "/id", "is '" + channel.id() + "', expected one of "
                        + String.join(", ", channels.ids(snapshot))));
            } else if (!ids.add(channel.id())) {
                errors.add(new FieldError(pointer + "/id", "is given twice: " + channel.id()));
            }
            int quota = quota(channel, shares, size);
            if (channel.min() != null && channel.min() > quota) {
                errors.add(new FieldError(
                        pointer + "/min", "is " + channel.min() + ", expected at most the quota " + quota));
            }
        }
        if (scene == null || !errors.isEmpty()) {
            throw new InvalidRecordException(errors);
        }
        return scene;
    }

    /** @param stateLimit maximum time to read the user's state; null for {@link #STATE_SHARE} of the timeout */
    private RecallPlan plan(RecallRequest request, @Nullable String requestId, @Nullable Duration stateLimit) {
        ServingSnapshot snapshot = snapshots.get();
        Scene requested = served(check(
                scene(request.scene()), request.scene(), request.channels(), request.depth(), snapshot), snapshot);
        ServedScenes served = served(request, requested, snapshot);
        Scene scene = served.scenes().getFirst();
        Duration timeout = request.timeout() == null ? scene.timeout() : request.timeout();
        Deadline deadline = Deadline.in(timeout);
        long now = request.now() == null ? clock.instant().toEpochMilli() : request.now().toEpochMilli();
        long reading = System.nanoTime();
        StateRead read = user(request, stateLimit == null
                ? Duration.ofNanos((long) (timeout.toNanos() * STATE_SHARE))
                : stateLimit);
        if (stateLimit != null) {
            deadline = Deadline.in(timeout);
        }
        observer.ended("user state", reading, System.nanoTime() - reading);
        TieBreak tieBreak = TieBreak.of(seed, read.state().user().key());
        RecallQuery query = queries.build(request, scene, read.state(), snapshot, now, tieBreak, deadline);
        List<RecallPlan.SceneRanking> rankings = new ArrayList<>(served.scenes().size());
        for (Scene one : served.scenes()) {
            List<ChannelCall> own = calls(request, one, snapshot);
            rankings.add(new RecallPlan.SceneRanking(
                    request.blend() == null ? one : one.withModelOf(requested), own,
                    request.blend() == null ? one.blend() : request.blend(), matching(request, one, own, query)));
        }
        List<ChannelCall> calls = rankings.size() == 1 ? rankings.getFirst().calls() : calls(rankings);
        return new RecallPlan(
                request.scene() == null ? DEFAULT_SCENE : request.scene(), served.variant(), calls, read,
                query, rankings,
                requestId == null || request.offset() != null
                        ? pageSeed(read.state(), tieBreak)
                        : KeyHash.of(requestId),
                request.limits() == null ? scene.limits() : request.limits(), history(request, read));
    }

    /** Returns the channels of the query that can answer, if the list may have only contents that one of them found. */
    private static Set<String> matching(
            RecallRequest request, Scene scene, List<ChannelCall> calls, RecallQuery query) {
        if (!(request.matchQuery() == null ? scene.matchQuery() : request.matchQuery())) {
            return Set.of();
        }
        return calls.stream().filter(call -> call.share().quota() > 0).map(ChannelCall::channel)
                .filter(channel -> channel.unavailable(query.snapshot()) == null
                        && channel.matches(request.query() != null, query.examples()))
                .map(RecallChannel::id).collect(Collectors.toSet());
    }

    private static RecallResult.@Nullable History history(RecallRequest request, StateRead read) {
        if (request.user() == null) {
            return RecallResult.History.VISITOR;
        }
        return read.source() == StateRead.Source.NONE
                ? null
                : read.state().cold() ? RecallResult.History.NEW : RecallResult.History.KNOWN;
    }

    /**
     * The scenes that serve a request.
     *
     * @param scenes  one, or two that are interleaved
     * @param variant as in {@link RecallPlan}
     */
    private record ServedScenes(List<Scene> scenes, @Nullable String variant) {}

    private ServedScenes served(RecallRequest request, Scene requested, ServingSnapshot snapshot) {
        if (requested.variants().isEmpty() || request.user() == null) {
            return new ServedScenes(List.of(requested), null);
        }
        Scene.Variant variant = requested.variantFor(request.user().key()).orElse(null);
        Scene other = variant == null ? null : scenes.get(variant.scene());
        if (variant == null || other == null) {
            return new ServedScenes(List.of(requested), requested.name());
        }
        return variant.interleaved()
                ? new ServedScenes(
                        List.of(requested, served(other, snapshot)), requested.name() + "+" + variant.scene())
                : new ServedScenes(List.of(served(other, snapshot)), variant.scene());
    }

    /** Returns a call for each channel of some scenes, with the largest quota and the largest minimum. */
    private static List<ChannelCall> calls(List<RecallPlan.SceneRanking> rankings) {
        Map<String, ChannelCall> byChannel = new LinkedHashMap<>();
        for (RecallPlan.SceneRanking ranking : rankings) {
            for (ChannelCall call : ranking.calls()) {
                byChannel.merge(call.channel().id(), call, (one, other) -> new ChannelCall(
                        one.channel(), new ChannelShare(
                                Math.max(one.share().quota(), other.share().quota()),
                                Math.max(one.share().min(), other.share().min()), one.share().weight())));
            }
        }
        return List.copyOf(byChannel.values());
    }

    /** Returns a seed that all pages of a list share: it changes with the newest engagement of the user. */
    private static long pageSeed(UserState user, TieBreak tieBreak) {
        return KeyHash.mix(tieBreak.salt()
                ^ (user.contents().isEmpty() ? 0 : KeyHash.of(user.contents().getLast().key())));
    }

    private @Nullable Scene scene(@Nullable String name) {
        return scenes.get(name == null ? DEFAULT_SCENE : name);
    }

    /** Returns a scene as a snapshot serves it. */
    private Scene served(Scene scene, ServingSnapshot snapshot) {
        FittedBlend fitted = scene.fitted() ? snapshot.module(FittedBlend.class) : null;
        return fitted == null ? scene : fitted.applied(scene, channels.spelledOut(scene.channels(), snapshot));
    }

    private List<ChannelCall> calls(RecallRequest request, Scene scene, ServingSnapshot snapshot) {
        Map<String, ChannelShare> shares = ChannelShares.withFittingMinimums(
                channels.spelledOut(scene.channels(), snapshot), request.depth());
        List<ChannelCall> calls = new ArrayList<>();
        if (request.channels().isEmpty()) {
            shares.forEach((id, share) -> calls.add(new ChannelCall(channel(id), share)));
        }
        for (RequestedChannel requested : request.channels()) {
            ChannelShare preset = preset(requested, shares, request.depth());
            int quota = quota(requested, shares, request.depth());
            // A variant may have a lower quota than the scene that was checked.
            int min = Math.min(requested.min() == null ? preset.min() : requested.min(), quota);
            double weight = requested.weight() == null ? preset.weight() : requested.weight();
            calls.add(new ChannelCall(channel(requested.id()), new ChannelShare(quota, min, weight)));
        }
        return calls;
    }

    /** Returns the channel of a checked id. */
    private RecallChannel channel(String id) {
        return Objects.requireNonNull(channels.find(id), id);
    }

    /** @param shares of the scene, by channel */
    private static ChannelShare preset(RequestedChannel channel, Map<String, ChannelShare> shares, int size) {
        return shares.getOrDefault(channel.id(), new ChannelShare(size, 0, 1));
    }

    private static int quota(RequestedChannel channel, Map<String, ChannelShare> shares, int size) {
        return channel.quota() == null ? preset(channel, shares, size).quota() : channel.quota();
    }

    private StateRead user(RecallRequest request, Duration limit) {
        UserId id = request.user();
        if (id != null) {
            return users.read(id, limit);
        }
        return new StateRead(UserState.empty(UserState.VISITOR).with(request.events()), StateRead.Source.CLUSTER);
    }

    private Set<Degradation> degradations(RecallPlan plan, List<ChannelRun> runs) {
        Set<Degradation> degradations = EnumSet.noneOf(Degradation.class);
        if (runs.stream().anyMatch(run -> run.status().degraded())) {
            degradations.add(Degradation.CHANNEL);
        }
        switch (plan.state().source()) {
            case NONE -> degradations.add(Degradation.USER_STATE);
            case GRAPH -> degradations.add(Degradation.CLUSTER);
            case CLUSTER -> {}
        }
        if (!graphResponds.getAsBoolean()) {
            degradations.add(Degradation.GRAPH);
        }
        return degradations;
    }

    @Override
    public void close() {
        runner.close();
    }
}
