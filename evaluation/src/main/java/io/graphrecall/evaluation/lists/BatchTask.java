package io.graphrecall.evaluation.lists;

import io.graphrecall.pipeline.GenerationRecall;
import io.graphrecall.pipeline.RecallRequest.RequestedChannel;
import io.graphrecall.schema.UserId;
import io.graphrecall.schema.parallel.BlockHost;
import io.graphrecall.schema.parallel.BlockTask;
import io.graphrecall.schema.parallel.OpenTask;
import io.graphrecall.service.BatchConditions;
import io.graphrecall.service.BatchHost;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Recall of the lists of many users, some users per block. The result of a block is its lines of a JSON Lines file.
 *
 * @param channels channels in order of priority; empty for those of the default scene
 * @param size     maximum number of contents of a list
 */
record BatchTask(List<String> users, List<String> channels, int size, BatchConditions conditions)
        implements
            BlockTask<byte[]> {

    /** Users per block. */
    static final int USERS = 32;

    BatchTask {
        users = List.copyOf(users);
        channels = List.copyOf(channels);
    }

    @Override
    public int blocks() {
        return Math.ceilDiv(users.size(), USERS);
    }

    /** Users of a block. */
    List<String> usersOf(int block) {
        return users.subList(block * USERS, Math.min(users.size(), (block + 1) * USERS));
    }

    @Override
    public OpenTask<byte[]> open(BlockHost host) {
        GenerationRecall opened = host.service(BatchHost.class).batch(conditions);
        ListRecall recall = new ListRecall(
                opened.pipeline(), channels.stream().map(RequestedChannel::of).toList(), size);
        return new OpenTask<>() {
            @Override
            public IntFunction<byte[]> computer() {
                return block -> {
                    List<String> ids = usersOf(block);
                    opened.users().prepare(ids.stream().map(UserId::new).toList());
                    return lines(recall, ids);
                };
            }

            @Override
            public void close() {
                opened.close();
            }
        };
    }

    private byte[] lines(ListRecall recall, List<String> ids) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (String user : ids) {
            lines.writeBytes(ListWriter.line(recall.merged(user, conditions.now())));
        }
        return lines.toByteArray();
    }
}
