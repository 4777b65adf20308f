package io.graphrecall.service.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MapConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.graphrecall.generation.Block;
import io.graphrecall.generation.BlockAssembler;
import io.graphrecall.generation.FileBlocks;
import io.graphrecall.generation.GenerationId;
import io.graphrecall.generation.GenerationStore;
import io.graphrecall.schema.RecallException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;

/**
 * Carries generations from a member that has them to one that lacks them: the one puts blocks into a shared map, some
 * at a time, the other takes them out. Thread-safe.
 */
final class BlockExchange {

    private static final String MAP = "generation-blocks";
    /** Blocks whose taker died do not stay. */
    private static final int SECONDS_TO_LIVE = 120;
    /** Blocks in the map at a time, for one taker. */
    static final int WINDOW = 16;

    private final IMap<String, byte[]> map;
    private final GenerationStore store;
    private final Map<GenerationId, FileBlocks> given = new ConcurrentHashMap<>();

    BlockExchange(HazelcastInstance hazelcast, GenerationStore store) {
        this.map = hazelcast.getMap(MAP);
        this.store = store;
    }

    static void configure(Config config) {
        config.addMapConfig(new MapConfig(MAP)
                .setInMemoryFormat(InMemoryFormat.BINARY)
                .setBackupCount(0)
                .setTimeToLiveSeconds(SECONDS_TO_LIVE)
                .setPerEntryStatsEnabled(false));
    }

    /** How many blocks a generation of this member's store has. Verifies it. */
    int count(GenerationId id) {
        return blocks(id).count();
    }

    /** Puts a window of blocks into the map for one taker. */
    void offer(GenerationId id, String taker, int from) {
        FileBlocks blocks = blocks(id);
        List<CompletionStage<?>> running = new ArrayList<>();
        for (int number = from; number < Math.min(blocks.count(), from + WINDOW); number++) {
            running.add(map.setAsync(key(id, taker, number), encoded(blocks.block(number))));
        }
        running.forEach(put -> put.toCompletableFuture().join());
    }

    /**
     * Takes a generation into this member's store; it is verified before it appears there.
     *
     * @param offer asks the member that has the generation to put a window of blocks into the map, from a number on
     */
    void take(GenerationId id, String taker, int count, IntConsumer offer) {
        try (BlockAssembler assembler = new BlockAssembler(store, id)) {
            for (int from = 0; from < count; from += WINDOW) {
                offer.accept(from);
                for (int number = from; number < Math.min(count, from + WINDOW); number++) {
                    byte[] bytes = map.remove(key(id, taker, number));
                    if (bytes == null) {
                        throw new RecallException(RecallException.Code.UNAVAILABLE,
                                "block " + number + " of generation " + id + " did not arrive");
                    }
                    assembler.accept(decoded(bytes));
                }
            }
            assembler.commit();
        }
    }

    private FileBlocks blocks(GenerationId id) {
        return given.computeIfAbsent(id, wanted -> FileBlocks.of(store, wanted));
    }

    private static String key(GenerationId id, String taker, int number) {
        return id.value() + '/' + taker + '/' + number;
    }

    private static byte[] encoded(Block block) {
        byte[] file = block.file().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + file.length + block.bytes().length)
                .putInt(file.length).put(file).putInt(block.index()).put(block.bytes()).array();
    }

    private static Block decoded(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        byte[] file = new byte[buffer.getInt()];
        buffer.get(file);
        int index = buffer.getInt();
        byte[] content = new byte[buffer.remaining()];
        buffer.get(content);
        return new Block(new String(file, StandardCharsets.UTF_8), index, content);
    }
}
