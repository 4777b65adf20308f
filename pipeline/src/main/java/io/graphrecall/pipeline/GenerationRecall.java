package io.graphrecall.pipeline;

import io.graphrecall.generation.Generation;
import io.graphrecall.pipeline.channel.ChannelCatalogue;
import io.graphrecall.pipeline.channel.MemberCache;
import io.graphrecall.pipeline.channel.ModuleContext;
import io.graphrecall.pipeline.channel.ScoreBoards;
import io.graphrecall.pipeline.channel.ServingModule;
import io.graphrecall.pipeline.channel.ServingModules;
import io.graphrecall.pipeline.channel.vector.VectorChannel;
import io.graphrecall.pipeline.snapshot.ServingSnapshot;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Recall from one generation, which need not be published, without cluster and graph. It knows no changes of the graph after
 * the generation. Thread-safe.
 */
public final class GenerationRecall implements AutoCloseable {

    private final ServingModules modules;
    private final RecallPipeline pipeline;

    /**
     * @param settings   of the scenes, triggers and channels
     * @param home       folder with the cache and the media
     * @param factories  serving modules; {@code settings} were read for them
     * @param generation valid only during the call
     * @param users      source of user states
     */
    public GenerationRecall(
            PipelineSettings settings, Path home, List<ServingModule.Factory> factories, Generation generation,
            UserStateSource users) {
        ScoreBoards boards = new ScoreBoards();
        modules = modules(settings, home, factories, boards);
        try {
            ServingSnapshot snapshot = modules.open(generation);
            pipeline = new RecallPipeline(
                    settings, () -> snapshot, users, () -> true, channels(modules, boards), PipelineObserver.NONE,
                    Clock.systemUTC());
        } catch (RuntimeException | Error e) {
            modules.close();
            throw e;
        }
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

    @Override
    public void close() {
        pipeline.close();
        modules.close();
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
