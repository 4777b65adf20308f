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
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;

/**
 * Copies generations between members through a shared map: the source puts a window of blocks into the map, the receiver
 * takes them out. Thread-safe.
 */
final class BlockExchange {

    private static final String MAP = "generation-blocks";
    /** Removes the blocks of a receiver that crashed. */
    private static final int SECONDS_TO_LIVE = 120;
    /** Blocks in the map per receiver. */
    static final int WINDOW = 16;

    private final IMap<String, byte[]> map;
    private final GenerationStore store;
    private final Map<GenerationId, FileBlocks> sources = new ConcurrentHashMap<>();

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

    /** Verifies a generation of this member's store and returns the number of its blocks. */
    int count(GenerationId id) {
        sources.keySet().retainAll(Set.of(id)); // members fetch one generation at a time
        return blocks(id).count();
    }

    /** Puts a window of blocks into the map for a receiver. */
    void send(GenerationId id, String receiver, int from) {
        FileBlocks blocks = blocks(id);
        List<CompletionStage<?>> running = new ArrayList<>();
        for (int number = from; number < Math.min(blocks.count(), from + WINDOW); number++) {
            running.add(map.setAsync(key(id, receiver, number), encoded(blocks.block(number))));
        }
        running.forEach(put -> put.toCompletableFuture().join());
    }

    /**
     * Receives a generation into this member's store, and verifies it before it appears there.
     *
     * @param request asks the source to put a window of blocks into the map, given the first block
     */
    void receive(GenerationId id, String receiver, int count, IntConsumer request) {
        try (BlockAssembler assembler = new BlockAssembler(store, id)) {
            for (int from = 0; from < count; from += WINDOW) {
                request.accept(from);
                for (int number = from; number < Math.min(count, from + WINDOW); number++) {
                    byte[] bytes = map.remove(key(id, receiver, number));
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
        return sources.computeIfAbsent(id, generation -> FileBlocks.of(store, generation));
    }

    private static String key(GenerationId id, String receiver, int number) {
        return id.value() + '/' + receiver + '/' + number;
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
