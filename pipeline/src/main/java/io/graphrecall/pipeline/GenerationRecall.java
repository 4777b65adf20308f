package io.graphrecall.pipeline;

import io.graphrecall.cypher.GraphClient;
import io.graphrecall.cypher.GraphPosition;
import io.graphrecall.generation.Generation;
import io.graphrecall.pipeline.channel.ChannelCatalogue;
import io.graphrecall.pipeline.channel.MemberCache;
import io.graphrecall.pipeline.channel.ModuleContext;
import io.graphrecall.pipeline.channel.ScoreBoards;
import io.graphrecall.pipeline.channel.ServingModule;
import io.graphrecall.pipeline.channel.ServingModules;
import io.graphrecall.pipeline.channel.vector.VectorChannel;
import io.graphrecall.pipeline.overlay.ContentChange;
import io.graphrecall.pipeline.overlay.ContentChangeReader;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import io.graphrecall.pipeline.state.GraphStates;
import io.graphrecall.pipeline.state.UserStateSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Recall without a service: from one generation, which need not be published, and the changes that a graph had since then when
 * it was opened. Thread-safe.
 */
public final class GenerationRecall implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GenerationRecall.class);
    /** Changed contents of one step. Encoders leave the contents of a larger step to the next build. */
    private static final int STEP = 20;

    private final RecallPipeline pipeline;
    private final UserStateSource users;
    private final Runnable onClose;

    private GenerationRecall(RecallPipeline pipeline, UserStateSource users, Runnable onClose) {
        this.pipeline = pipeline;
        this.users = users;
        this.onClose = onClose;
    }

    /**
     * Opens a generation without graph. Changes after the generation are not known.
     *
     * @param settings   of the scenes, triggers and channels
     * @param home       folder with the cache and the media
     * @param factories  serving modules; {@code settings} were read for them
     * @param generation valid only during the call
     * @param users      source of user states
     */
    public static GenerationRecall of(
            PipelineSettings settings, Path home, List<ServingModule.Factory> factories, Generation generation,
            UserStateSource users) {
        return open(settings, home, factories, modules -> modules.open(generation), users, Clock.systemUTC());
    }

    /**
     * Opens a generation with the contents that changed in its graph since then, and with the users of the graph. No changes
     * are read from another graph than that of the generation.
     *
     * @param clock time of requests that name none
     */
    public static GenerationRecall of(
            PipelineSettings settings, Path home, List<ServingModule.Factory> factories, Generation generation,
            GraphClient graph, Clock clock) {
        return open(settings, home, factories, modules -> caughtUp(modules.open(generation), graph),
                new GraphStates(graph), clock);
    }

    private static GenerationRecall open(
            PipelineSettings settings, Path home, List<ServingModule.Factory> factories,
            Function<ServingModules, ServingSnapshot> opener, UserStateSource users, Clock clock) {
        ScoreBoards boards = new ScoreBoards();
        ServingModules modules = modules(settings, home, factories, boards);
        try {
            ServingSnapshot snapshot = opener.apply(modules);
            return new GenerationRecall(new RecallPipeline(
                    settings, () -> snapshot, users, () -> true, channels(modules, boards), PipelineObserver.NONE,
                    clock),
                    users, modules::close);
        } catch (RuntimeException | Error e) {
            modules.close();
            throw e;
        }
    }

    /**
     * Returns a recall with the channels of a service, over one snapshot of it. Closing it leaves the service as it is.
     *
     * @param time of requests that name none
     */
    public static GenerationRecall over(
            ServingSnapshot snapshot, PipelineSettings settings, ChannelCatalogue channels, UserStateSource users,
            Clock time) {
        return new GenerationRecall(
                new RecallPipeline(settings, () -> snapshot, users, () -> true, channels, PipelineObserver.NONE, time),
                users, () -> {
                });
    }

    private static ServingSnapshot caughtUp(ServingSnapshot opened, GraphClient graph) {
        GraphPosition built = new GraphPosition(opened.manifest().graphId(), opened.manifest().seq());
        GraphPosition now = GraphPosition.read(graph);
        if (!built.precedes(now)) {
            LOG.warn("The graph at {} is not the one that generation {} was built from, so its changes are not read",
                    graph.uri(), opened.manifest().id());
            return opened;
        }
        List<ContentChange> changes = new ContentChangeReader(graph).since(built.seq(), now.seq()).contents();
        ServingSnapshot snapshot = opened;
        for (int next = 0; next < changes.size(); next += STEP) {
            snapshot = snapshot.with(changes.subList(next, Math.min(changes.size(), next + STEP)));
        }
        return snapshot;
    }

    /**
     * Checks the names of channels before a build whose generation will serve them.
     *
     * @param requested channels of a request
     * @throws io.graphrecall.schema.RecallException INVALID if no generation has such a channel of the request or of a scene
     */
    public static void requireChannels(
            PipelineSettings settings, Path home, List<ServingModule.Factory> factories, List<String> requested) {
        ScoreBoards boards = new ScoreBoards();
        try (ServingModules modules = modules(settings, home, factories, boards)) {
            ChannelCatalogue channels = channels(modules, boards);
            channels.require("the request", requested);
            settings.scenes().forEach(
                    scene -> channels.require("scene '" + scene.name() + "'", scene.channels().keySet()));
        }
    }

    private static ServingModules modules(
            PipelineSettings settings, Path home, List<ServingModule.Factory> factories, ScoreBoards boards) {
        return new ServingModules(factories, ModuleContext.of(
                home, settings.values(), boards, name -> new LocalCache(new ConcurrentHashMap<>())));
    }

    private static ChannelCatalogue channels(ServingModules modules, ScoreBoards boards) {
        return new ChannelCatalogue(modules.channels(), space -> new VectorChannel(space, boards));
    }

    public RecallPipeline pipeline() {
        return pipeline;
    }

    /** Source of the states of users. */
    public UserStateSource users() {
        return users;
    }

    @Override
    public void close() {
        pipeline.close();
        onClose.run();
    }

    /** Keeps everything. */
    private record LocalCache(Map<String, byte[]> values) implements MemberCache {

        @Override
        public byte @Nullable [] get(String key) {
            return values.get(key);
        }

        @Override
        public void put(String key, byte[] value) {
            values.put(key, value);
        }

        @Override
        public void remove(String key) {
            values.remove(key);
        }
    }
}
