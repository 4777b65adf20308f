package io.graphrecall.pipeline;

import io.graphrecall.pipeline.channel.ChannelCatalogue;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.state.UserStateSource;
import io.graphrecall.schema.InvalidRecordException;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The recall pipeline: prepare a request, run its channels, blend their lists. Runs in the caller's thread, which may block
 * until the request's timeout, so callers use virtual threads. Thread-safe.
 */
public final class RecallPipeline implements AutoCloseable {

    /** The scene of a request without one. */
    public static final String DEFAULT_SCENE = "feed";

    private final Supplier<ServingSnapshot> snapshots;
    private final RecallParts parts;
    private volatile Map<String, Scene> scenes = Map.of();

    /**
     * @param settings  of scenes, triggers and searches, and the seed of the order of contents with equal scores
     * @param snapshots supplies the current snapshot; throws {@link RecallException} with code UNAVAILABLE if there is none
     * @param users     source of user states
     * @param graphResponds returns false while Neo4j does not respond
     */
    public RecallPipeline(
            PipelineSettings settings,
            Supplier<ServingSnapshot> snapshots,
            UserStateSource users,
            BooleanSupplier graphResponds,
            ChannelCatalogue channels,
            PipelineObserver observer,
            InstantSource clock) {
        this.snapshots = snapshots;
        parts = new RecallParts(
                users, graphResponds, channels, settings.queries(), new ChannelRunner(), observer, clock,
                settings.seed());
        replaceScenes(settings.scenes());
    }

    private RecallPipeline(RecallPipeline other, ServingSnapshot snapshot) {
        snapshots = () -> snapshot;
        parts = other.parts.unobserved();
        scenes = other.scenes;
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

    /** Recalls contents for a request without an id; see {@link #prepare(RecallRequest)} and {@link PreparedRecall#run}. */
    public RecallResult recall(RecallRequest request) {
        return prepare(request).run(null);
    }

    /** Prepares a request for the current snapshot; see {@link #prepare(RecallRequest, ServingSnapshot)}. */
    public PreparedRecall prepare(RecallRequest request) {
        return prepare(request, snapshot());
    }

    /**
     * Checks a request and resolves its scene and channels.
     *
     * @param snapshot to search
     * @throws InvalidRecordException with an error if the scene is unknown or has no model for the blend, and for each
     *         channel that neither the scene nor the snapshot has, that is given twice, or that has a minimum above its quota
     */
    public PreparedRecall prepare(RecallRequest request, ServingSnapshot snapshot) {
        return PreparedRecall.of(request, snapshot, scenes, parts);
    }

    /**
     * Ids of the available channels, built-in channels first.
     *
     * @throws RecallException UNAVAILABLE if no generation serves yet
     */
    public List<String> channels() {
        return parts.channels().ids(snapshots.get());
    }

    /**
     * Uses other scenes from the next request on.
     *
     * @throws RecallException INVALID if a scene has a channel that exists in no generation
     */
    public void replaceScenes(List<Scene> others) {
        Map<String, Scene> byName = new LinkedHashMap<>();
        for (Scene scene : others) {
            parts.channels().require("scene '" + scene.name() + "'", scene.channels().keySet());
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
        return scenes.values().stream().map(scene -> PreparedRecall.served(scene, snapshot, parts.channels()))
                .map(scene -> scene.withChannels(parts.channels().spelledOut(scene.channels(), snapshot))).toList();
    }

    /**
     * Returns a scene of the settings.
     *
     * @param name null for {@link #DEFAULT_SCENE}
     * @throws InvalidRecordException if it is unknown
     */
    public Scene scene(@Nullable String name) {
        return PreparedRecall.scene(name, scenes);
    }

    @Override
    public void close() {
        parts.runner().close();
    }
}
