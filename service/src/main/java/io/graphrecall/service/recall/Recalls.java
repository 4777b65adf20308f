package io.graphrecall.service.recall;

import com.hazelcast.core.HazelcastInstance;
import io.graphrecall.pipeline.GenerationRecall;
import io.graphrecall.pipeline.PipelineObserver;
import io.graphrecall.pipeline.PipelineSettings;
import io.graphrecall.pipeline.RecallPipeline;
import io.graphrecall.pipeline.Scene;
import io.graphrecall.pipeline.channel.ChannelCatalogue;
import io.graphrecall.pipeline.channel.ModuleContext;
import io.graphrecall.pipeline.channel.ScoreBoards;
import io.graphrecall.pipeline.channel.ServingModule;
import io.graphrecall.pipeline.channel.ServingModules;
import io.graphrecall.pipeline.channel.vector.VectorChannel;
import io.graphrecall.pipeline.explain.Explainer;
import io.graphrecall.pipeline.filter.UnknownValues;
import io.graphrecall.pipeline.filter.UnknownValues.UnknownValue;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.state.GraphStates;
import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.catalogue.ContentCatalogue;
import io.graphrecall.service.catalogue.UserCatalogue;
import io.graphrecall.service.cluster.HazelcastMember;
import io.graphrecall.service.graph.GraphAccess;
import io.graphrecall.service.snapshot.LiveSnapshots;
import io.graphrecall.service.state.StateParameters;
import io.graphrecall.service.state.UserStates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The recall of a service: the pipeline over the snapshot that serves, with user states and explanations. Thread-safe. */
public final class Recalls implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Recalls.class);

    private final PipelineSettings settings;
    private final GraphAccess graph;
    private final Clock clock;
    private final UserStates users;
    private final ServingModules modules;
    private final ChannelCatalogue channels;
    private final LiveSnapshots snapshots;
    private final RecallPipeline pipeline;
    private final ContentCatalogue catalogue;
    private final UserCatalogue userCatalogue;
    private final Explainer explainer;
    private final WarmUp warmUp;
    private volatile List<Scene> scenes;

    /**
     * @param home      folder with the media of contents and the cache
     * @param factories the serving modules, which the settings were read for
     * @param observer  sees every recall of requests
     * @param clock     current time of requests that name none
     */
    public Recalls(
            PipelineSettings settings, HazelcastInstance hazelcast, GraphAccess graph, Path home,
            List<ServingModule.Factory> factories, PipelineObserver observer, Clock clock) {
        this.settings = settings;
        this.graph = graph;
        this.clock = clock;
        scenes = settings.scenes();
        users = new UserStates(hazelcast, graph.client(), settings.values().get(StateParameters.SECTION));
        ScoreBoards boards = new ScoreBoards();
        modules = new ServingModules(factories, ModuleContext.of(
                home, settings.values(), boards, name -> HazelcastMember.cache(hazelcast, name)));
        channels = new ChannelCatalogue(modules.channels(), space -> new VectorChannel(space, boards));
        snapshots = new LiveSnapshots(graph.client(), users, modules::open);
        catalogue = new ContentCatalogue(graph.client(), home.resolve(ModuleContext.MEDIA));
        userCatalogue = new UserCatalogue(graph.client());
        explainer = new Explainer(graph.client(), catalogue::isDeleted);
        warmUp = new WarmUp(settings.values().get(LiveSettings.SECTION), users, explainer, catalogue);
        try {
            pipeline = pipeline(snapshots, observer);
        } catch (RuntimeException | Error e) {
            modules.close();
            throw e;
        }
    }

    private RecallPipeline pipeline(Supplier<ServingSnapshot> serving, PipelineObserver observer) {
        return new RecallPipeline(settings.withScenes(scenes), serving, users::read, () -> !graph.circuit().isOpen(),
                channels, observer, clock);
    }

    public RecallPipeline pipeline() {
        return pipeline;
    }

    /** Explains the results of the pipeline. */
    public Explainer explainer() {
        return explainer;
    }

    public UserStates users() {
        return users;
    }

    /** The snapshot that the pipeline searches, kept up to date with the graph. */
    public LiveSnapshots snapshots() {
        return snapshots;
    }

    /** Facts about contents and items. */
    public ContentCatalogue catalogue() {
        return catalogue;
    }

    /** Facts about users. */
    public UserCatalogue userCatalogue() {
        return userCatalogue;
    }

    public GraphAccess graph() {
        return graph;
    }

    /** Current time of requests that name none. */
    public Clock clock() {
        return clock;
    }

    /** The scenes of the settings. */
    public List<Scene> scenes() {
        return scenes;
    }

    /** Serves other scenes. Returns the values of their filters that no content has. */
    public List<UnknownValue> replaceScenes(List<Scene> others) {
        pipeline.replaceScenes(others);
        scenes = others;
        return warnOfUnknownValues();
    }

    /** Warns of values in the filters of scenes that no content has, such as a misspelt attribute. Returns them. */
    public List<UnknownValue> warnOfUnknownValues() {
        if (snapshots.generation() == null) {
            return List.of();
        }
        List<UnknownValue> all = new ArrayList<>();
        for (Scene scene : scenes) {
            UnknownValues unknown = new UnknownValues(snapshots.get());
            unknown.checkFilter("/scenes/" + scene.name() + "/filter", scene.filter());
            if (!unknown.list().isEmpty()) {
                LOG.warn("No content has these values in the filter of scene '{}': {}", scene.name(),
                        unknown.list().stream().map(UnknownValue::value).toList());
                all.addAll(unknown.list());
            }
        }
        return all;
    }

    /** Forgets what modules know about a user. */
    public void forget(UserId user) {
        modules.forget(user);
    }

    /** Forgets what this member keeps about a deleted user. */
    public void erase(UserId user) {
        users.forgetPreloaded(user);
        modules.forget(user); // before the refresh, which fails while the graph is away
        snapshots.refresh();
    }

    /** Counts contents that were shown. */
    public void shown(List<String> contents) {
        modules.shown(contents);
    }

    /** Recalls on a snapshot before it serves. */
    public void warmUp(ServingSnapshot snapshot) {
        try (RecallPipeline pipelineOfSnapshot = pipeline(() -> snapshot, PipelineObserver.NONE)) {
            warmUp.recall(pipelineOfSnapshot);
        }
    }

    /**
     * Returns a recall for many requests at one time over the generation as it is now. Close it.
     *
     * @throws RecallException UNAVAILABLE if another generation serves
     */
    public GenerationRecall batch(PipelineSettings conditions, String generation, Instant now) {
        snapshots.refresh();
        ServingSnapshot snapshot = snapshots.get();
        String serving = snapshot.manifest().id().value();
        if (!serving.equals(generation)) {
            throw new RecallException(RecallException.Code.UNAVAILABLE, "serves generation " + serving
                    + ", but generation " + generation + " is current in the home of this command");
        }
        return GenerationRecall.over(
                snapshot, conditions, channels, new GraphStates(graph.client()), Clock.fixed(now, ZoneOffset.UTC));
    }

    @Override
    public void close() {
        pipeline.close();
        modules.close();
    }
}
