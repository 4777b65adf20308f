package io.graphrecall.evaluation.lists;

import io.graphrecall.schema.RecallException;
import io.graphrecall.schema.RecallException.Code;
import io.graphrecall.schema.UserId;
import io.graphrecall.service.pipeline.ChannelRun;
import io.graphrecall.service.pipeline.RecallAnswer;
import io.graphrecall.service.pipeline.RecallPipeline;
import io.graphrecall.service.pipeline.RecallRequest;
import io.graphrecall.service.pipeline.RecallRequest.WantedChannel;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Recalls lists through the pipeline that serves. A list is whole or it is an error: where a channel fails, the recall
 * fails. Thread-safe.
 */
public final class ListRecall {

    private final RecallPipeline pipeline;
    private final List<String> channels;
    private final int size;

    /**
     * @param channels the channels to ask, in order of priority; empty for those of the default scene
     * @param size     at most so many contents a list
     */
    public ListRecall(RecallPipeline pipeline, List<String> channels, int size) {
        this.pipeline = pipeline;
        this.channels = List.copyOf(channels);
        this.size = size;
    }

    /** The whole answer for a user at a time. */
    public RecallAnswer answer(String userId, Instant now) {
        return answer(userId, now, channels);
    }

    private RecallAnswer answer(String userId, Instant now, List<String> wanted) {
        RecallRequest request = RecallRequest.of(new UserId(userId), size).at(now)
                .from(wanted.stream().map(channel -> new WantedChannel(channel, null, null)).toList());
        RecallAnswer answer = pipeline.recall(request);
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
        return AnswerLists.merged(userId, answer(userId, now));
    }

    /**
     * The blended list under {@code mergedName}, and the list of each channel that can work on the data as it would be if
     * that channel were asked alone.
     */
    public Map<String, RecallList> all(String mergedName, String userId, Instant now) {
        RecallAnswer answer = answer(userId, now);
        Map<String, RecallList> lists = new LinkedHashMap<>();
        lists.put(mergedName, AnswerLists.merged(userId, answer));
        for (int channel = 0; channel < answer.runs().size(); channel++) {
            ChannelRun run = answer.runs().get(channel);
            if (run.status() == ChannelRun.Status.OK) {
                lists.put(run.channel(), run.share().quota() >= size
                        ? AnswerLists.ofChannel(userId, answer, channel, size)
                        : AnswerLists.ofChannel(userId, answer(userId, now, List.of(run.channel())), 0, size));
            }
        }
        return lists;
    }
}
