package io.graphrecall.pipeline;

import io.graphrecall.blend.BlendInput;
import io.graphrecall.blend.BlendedList;
import io.graphrecall.blend.ChannelShare;
import io.graphrecall.blend.ChannelShares;
import io.graphrecall.blend.TieBreak;
import io.graphrecall.pipeline.RecallRequest.RequestedChannel;
import io.graphrecall.pipeline.channel.ChannelCatalogue;
import io.graphrecall.pipeline.channel.Deadline;
import io.graphrecall.pipeline.channel.RecallChannel;
import io.graphrecall.pipeline.channel.RecallQuery;
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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A checked request with the snapshot that it searches and the scenes that serve it. Each call recalls anew. Immutable;
 * thread-safe.
 */
public final class PreparedRecall {

    /** Share of a request's timeout that its user's state may take. The rest is left to the channels. */
    private static final double STATE_SHARE = 0.75;
    /** Maximum time that an explanation waits for the user's state. */
    private static final Duration EXPLAIN_STATE_LIMIT = Duration.ofSeconds(10);

    private final RecallRequest request;
    private final ServingSnapshot snapshot;
    private final RecallParts parts;
    /** Scene of the request, as the snapshot serves it. */
    private final Scene requested;
    /** The scene that serves the request, or two that are interleaved. */
    private final List<Scene> serving;
    private final @Nullable String variant;

    private PreparedRecall(
            RecallRequest request, ServingSnapshot snapshot, RecallParts parts, Scene requested, List<Scene> serving,
            @Nullable String variant) {
        this.request = request;
        this.snapshot = snapshot;
        this.parts = parts;
        this.requested = requested;
        this.serving = serving;
        this.variant = variant;
    }

    static PreparedRecall of(
            RecallRequest request, ServingSnapshot snapshot, Map<String, Scene> scenes, RecallParts parts) {
        Scene requested = served(checked(request, scenes, snapshot, parts.channels()), snapshot, parts.channels());
        Scene.Variant variant = request.user() == null
                ? null
                : requested.variantFor(request.user().key()).orElse(null);
        Scene other = variant == null ? null : scenes.get(variant.scene());
        if (variant == null || other == null) {
            return new PreparedRecall(request, snapshot, parts, requested, List.of(requested),
                    requested.variants().isEmpty() || request.user() == null ? null : requested.name());
        }
        Scene served = served(other, snapshot, parts.channels());
        return variant.interleaved()
                ? new PreparedRecall(request, snapshot, parts, requested, List.of(requested, served),
                        requested.name() + "+" + other.name())
                : new PreparedRecall(request, snapshot, parts, requested, List.of(served), other.name());
    }

    static Scene scene(@Nullable String name, Map<String, Scene> scenes) {
        Scene scene = scenes.get(name == null ? RecallPipeline.DEFAULT_SCENE : name);
        if (scene == null) {
            throw new InvalidRecordException(List.of(unknownScene(name, scenes)));
        }
        return scene;
    }

    private static FieldError unknownScene(@Nullable String name, Map<String, Scene> scenes) {
        return new FieldError(
                "/scene", "is '" + name + "', expected one of " + String.join(", ", new TreeSet<>(scenes.keySet())));
    }

    /** Returns a scene as a snapshot serves it. */
    static Scene served(Scene scene, ServingSnapshot snapshot, ChannelCatalogue channels) {
        FittedBlend fitted = scene.fitted() ? snapshot.module(FittedBlend.class) : null;
        return fitted == null ? scene : fitted.applied(scene, channels.spelledOut(scene.channels(), snapshot));
    }

    /** Returns the scene of a request, whose blend and channels are checked. */
    private static Scene checked(
            RecallRequest request, Map<String, Scene> scenes, ServingSnapshot snapshot, ChannelCatalogue channels) {
        List<FieldError> errors = new ArrayList<>(0);
        Scene scene = scenes.get(request.scene() == null ? RecallPipeline.DEFAULT_SCENE : request.scene());
        if (scene == null) {
            errors.add(unknownScene(request.scene(), scenes));
        } else if (request.blend() != null) {
            try {
                request.blend().requireModel(scene.model());
            } catch (RecallException e) {
                errors.add(new FieldError("/blend", String.valueOf(e.getMessage())));
            }
        }
        List<RequestedChannel> requested = request.channels();
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
            int quota = quota(channel, shares, request.depth());
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

    public RecallRequest request() {
        return request;
    }

    /** Name of the scene of the request. */
    String scene() {
        return requested.name();
    }

    /** As in {@link RecallResult#variant}. */
    @Nullable
    String variant() {
        return variant;
    }

    /**
     * Recalls contents by the request's timeout. Channels, user state or a graph that do not respond by then degrade the
     * result; the request still succeeds.
     *
     * @param requestId the seed of an interleaved list; null for a seed of the user's state, as a page has
     */
    public RecallResult run(@Nullable String requestId) {
        long began = System.nanoTime();
        Deadline deadline = Deadline.in(timeout());
        StateRead read = user(Duration.ofNanos((long) (timeout().toNanos() * STATE_SHARE)));
        parts.observer().ended("user state", began, System.nanoTime() - began);
        RecallBlend blend = blend(read.state(), requestId, deadline);
        List<ChannelRun> runs = channels(blend, read, parts.observer());
        long blending = System.nanoTime();
        BlendInput lists = blend.input(runs, request.depth());
        BlendedList blended = blend.blend(lists);
        parts.observer().ended("blend", blending, System.nanoTime() - blending);
        return new RecallResult(
                this, history(read), blend.query(), lists, blended, runs, degradations(read, runs),
                System.nanoTime() - began);
    }

    /** Returns a blended list, or the page of it that the request asks for. */
    BlendedList page(BlendedList blended) {
        return request.offset() == null ? blended : blended.page(request.offset(), request.size());
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
     * Recalls contents, which no metric counts, and traces one content through the recall. The user's state may take longer
     * than in {@link #run}. The timeout then counts for the channels.
     *
     * @param requestId as in {@link #run}
     * @throws RecallException UNAVAILABLE if the user's state is not available
     */
    public TracedContent trace(@Nullable String requestId, ContentId id) {
        StateRead read = user(EXPLAIN_STATE_LIMIT);
        read.source().requireResponse();
        RecallBlend blend = blend(read.state(), requestId, Deadline.in(timeout()));
        int content = snapshot.contentOrdinal(id.key());
        List<ChannelRun> runs = content < 0 ? List.of() : channels(blend, read, PipelineObserver.NONE);
        return new TracedContent(scene(), variant, read.state().cold(), blend.query(), content,
                content < 0 ? new ContentTrace(0, List.of(), List.of()) : trace(blend, runs, content),
                degradations(read, runs));
    }

    private ContentTrace trace(RecallBlend blend, List<ChannelRun> runs, int content) {
        int total = runs.stream().mapToInt(run -> run.answer().size()).sum();
        BlendInput lists = blend.input(runs, request.depth());
        BlendedList blended = blend.blend(lists);
        BlendedList full = blend.blend(blend.input(runs, total));
        return new ContentTracer(blend.query(), content, page(blended), blended, full,
                blend.exceededLimit(blended, content), lists.kept().test(content) ? Set.of() : blend.matching())
                .trace(blend.calls(), runs);
    }

    private List<ChannelRun> channels(RecallBlend blend, StateRead read, PipelineObserver observer) {
        return parts.runner().run(
                blend.calls(), blend.query(), read.source() != StateRead.Source.NONE, observer);
    }

    private Duration timeout() {
        return request.timeout() == null ? serving.getFirst().timeout() : request.timeout();
    }

    private StateRead user(Duration limit) {
        UserId id = request.user();
        return id == null
                ? new StateRead(UserState.empty(UserState.VISITOR).with(request.events()), StateRead.Source.CLUSTER)
                : parts.users().read(id, limit);
    }

    private RecallBlend blend(UserState state, @Nullable String requestId, Deadline deadline) {
        Scene scene = serving.getFirst();
        TieBreak tieBreak = TieBreak.of(parts.seed(), state.user().key());
        RecallQuery query = parts.queries().build(
                request, scene, state, snapshot,
                request.now() == null ? parts.clock().millis() : request.now().toEpochMilli(),
                tieBreak, deadline);
        List<RecallBlend.SceneRanking> rankings = new ArrayList<>(serving.size());
        for (Scene one : serving) {
            List<ChannelCall> own = calls(one);
            rankings.add(new RecallBlend.SceneRanking(
                    request.blend() == null ? one : one.withModelOf(requested), own,
                    request.blend() == null ? one.blend() : request.blend(), matching(one, own, query)));
        }
        return new RecallBlend(
                query, rankings.size() == 1 ? rankings.getFirst().calls() : calls(rankings), rankings,
                requestId == null || request.offset() != null ? pageSeed(state, tieBreak) : KeyHash.of(requestId),
                request.limits() == null ? scene.limits() : request.limits());
    }

    /** Returns the channels of the query that can answer, if the list may have only contents that one of them found. */
    private Set<String> matching(
            Scene scene, List<ChannelCall> calls, RecallQuery query) {
        if (!(request.matchQuery() == null ? scene.matchQuery() : request.matchQuery())) {
            return Set.of();
        }
        return calls.stream().filter(call -> call.share().quota() > 0).map(ChannelCall::channel)
                .filter(channel -> channel.unavailable(query.snapshot()) == null
                        && channel.matches(request.query() != null, query.examples()))
                .map(RecallChannel::id).collect(Collectors.toSet());
    }

    /** Returns the knowledge of the user; null if the user's state was not available. */
    RecallResult.@Nullable History history(StateRead read) {
        if (request.user() == null) {
            return RecallResult.History.VISITOR;
        }
        return read.source() == StateRead.Source.NONE
                ? null
                : read.state().cold() ? RecallResult.History.NEW : RecallResult.History.KNOWN;
    }

    /** Returns a call for each channel of some scenes, with the largest quota and the largest minimum. */
    private static List<ChannelCall> calls(List<RecallBlend.SceneRanking> rankings) {
        Map<String, ChannelCall> byChannel = new LinkedHashMap<>();
        for (RecallBlend.SceneRanking ranking : rankings) {
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

    private List<ChannelCall> calls(Scene scene) {
        Map<String, ChannelShare> shares = ChannelShares.withFittingMinimums(
                parts.channels().spelledOut(scene.channels(), snapshot), request.depth());
        List<ChannelCall> calls = new ArrayList<>();
        if (request.channels().isEmpty()) {
            shares.forEach((id, share) -> calls.add(call(id, share)));
        }
        for (RequestedChannel one : request.channels()) {
            ChannelShare preset = preset(one, shares, request.depth());
            int quota = quota(one, shares, request.depth());
            // A variant may have a lower quota than the scene that was checked.
            int min = Math.min(one.min() == null ? preset.min() : one.min(), quota);
            double weight = one.weight() == null ? preset.weight() : one.weight();
            calls.add(call(one.id(), new ChannelShare(quota, min, weight)));
        }
        return calls;
    }

    /** Returns a call of a checked channel. */
    private ChannelCall call(String id, ChannelShare share) {
        return new ChannelCall(Objects.requireNonNull(parts.channels().find(id), id), share);
    }

    /** @param shares of the scene, by channel */
    private static ChannelShare preset(RequestedChannel channel, Map<String, ChannelShare> shares, int size) {
        return shares.getOrDefault(channel.id(), new ChannelShare(size, 0, 1));
    }

    private static int quota(RequestedChannel channel, Map<String, ChannelShare> shares, int size) {
        return channel.quota() == null ? preset(channel, shares, size).quota() : channel.quota();
    }

    private Set<Degradation> degradations(StateRead read, List<ChannelRun> runs) {
        Set<Degradation> degradations = EnumSet.noneOf(Degradation.class);
        if (runs.stream().anyMatch(run -> run.status().degraded())) {
            degradations.add(Degradation.CHANNEL);
        }
        switch (read.source()) {
            case NONE -> degradations.add(Degradation.USER_STATE);
            case GRAPH -> degradations.add(Degradation.CLUSTER);
            case CLUSTER -> {}
        }
        if (!parts.graphResponds().getAsBoolean()) {
            degradations.add(Degradation.GRAPH);
        }
        return degradations;
    }
}
