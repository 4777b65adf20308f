package io.graphrecall.evaluation.lists;

import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.pipeline.ChannelRun;
import io.graphrecall.service.pipeline.RecallPipeline;
import io.graphrecall.service.pipeline.RecallRequest;
import io.graphrecall.service.pipeline.RecallRequest.RequestedChannel;
import io.graphrecall.service.pipeline.RecallResult;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Recalls lists through the pipeline that serves. A list is whole or it is an error: where a channel fails, the recall
 * fails. Thread-safe.
 */
public final class ListRecall {

    private final RecallPipeline pipeline;
    private final List<RequestedChannel> channels;
    private final int size;

    /**
     * @param channels the channels to ask, in order of priority; empty for those of the default scene
     * @param size     at most so many contents a list
     */
    public ListRecall(RecallPipeline pipeline, List<String> channels, int size) {
        this.pipeline = pipeline;
        this.channels = channels.stream().map(channel -> new RequestedChannel(channel, null, null)).toList();
        this.size = size;
    }

    /** The whole answer for a user at a time. */
    public RecallResult answer(String userId, Instant now) {
        return answer(userId, now, channels);
    }

    /** The same from other channels. */
    RecallResult answer(String userId, Instant now, List<RequestedChannel> wanted) {
        RecallResult answer = pipeline.recall(RecallRequest.of(new UserId(userId), size).at(now).withChannels(wanted));
        for (ChannelRun run : answer.runs()) {
            if (run.status().degraded()) {
                throw new RecallException(Code.UNAVAILABLE, "channel " + run.channel() + " ended with "
                        + run.status().wireName() + " for user '" + userId + "'; the log tells more");
            }
        }
        return answer;
    }

    /** The blended list for a user at a time. */
    public RecallList merged(String userId, Instant now) {
        return merged(userId, answer(userId, now));
    }

    static RecallList merged(String userId, RecallResult answer) {
        List<RecallList.Entry> entries = new ArrayList<>(answer.size());
        List<ChannelRun> runs = answer.runs();
        for (int position = 0; position < answer.size(); position++) {
            List<String> by = new ArrayList<>(runs.size());
            for (int channel = 0; channel < runs.size(); channel++) {
                if (answer.rank(position, channel) >= 0) {
                    by.add(runs.get(channel).channel());
                }
            }
            entries.add(new RecallList.Entry(answer.contentId(position), answer.score(position), by));
        }
        return new RecallList(userId, entries);
    }
}
