package io.graphrecall.evaluation.lists;

import io.graphrecall.service.pipeline.ChannelRun;
import io.graphrecall.service.pipeline.RecallAnswer;

import java.util.ArrayList;
import java.util.List;

/** Reads lists out of an answer of the pipeline: the blended one, and that of each channel. */
public final class AnswerLists {

    private AnswerLists() {}

    /** The answer itself. */
    public static RecallList merged(String userId, RecallAnswer answer) {
        List<RecallList.Entry> entries = new ArrayList<>(answer.size());
        List<ChannelRun> runs = answer.runs();
        for (int position = 0; position < answer.size(); position++) {
            List<String> channels = new ArrayList<>(runs.size());
            for (int channel = 0; channel < runs.size(); channel++) {
                if (answer.rank(position, channel) >= 0) {
                    channels.add(runs.get(channel).channel());
                }
            }
            entries.add(new RecallList.Entry(answer.contentId(position), answer.score(position), channels));
        }
        return new RecallList(userId, entries);
    }

    /**
     * What one channel returned, before blending.
     *
     * @param channel its index in {@link RecallAnswer#runs()}
     * @param size    at most so many contents
     */
    public static RecallList ofChannel(String userId, RecallAnswer answer, int channel, int size) {
        ChannelRun run = answer.runs().get(channel);
        List<String> name = List.of(run.channel());
        int length = Math.min(size, run.answer().size());
        List<RecallList.Entry> entries = new ArrayList<>(length);
        for (int rank = 0; rank < length; rank++) {
            entries.add(new RecallList.Entry(answer.contentId(channel, rank), run.answer().scores()[rank], name));
        }
        return new RecallList(userId, entries);
    }
}
