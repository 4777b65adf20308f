package io.graphrecall.evaluation.lists;

import io.graphrecall.service.TunedBlend;
import io.graphrecall.service.blend.BlendInput;
import io.graphrecall.service.blend.BlendedList;
import io.graphrecall.service.blend.ChannelList;
import io.graphrecall.service.blend.ChannelShare;
import io.graphrecall.service.pipeline.ChannelRun;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was served to one user, with all that the channels bring: enough to tell each channel's own list, and how any
 * other blend would have ranked. Immutable; thread-safe.
 */
public final class FullQuotaResult {

    private static final ChannelShare NO_SHARE = new ChannelShare(0, 0, 0);

    private final String userId;
    private final RecallList merged;
    private final List<ChannelRun> runs;
    private final BlendInput served;

    /**
     * @param runs   what the channels bring
     * @param served what was blended into the merged list
     */
    FullQuotaResult(String userId, RecallList merged, List<ChannelRun> runs, BlendInput served) {
        this.userId = userId;
        this.merged = merged;
        this.runs = List.copyOf(runs);
        this.served = served;
    }

    /** The list that is served. */
    public RecallList merged() {
        return merged;
    }

    /** The list of each channel that can work on the data, as it would be if that channel were asked alone. */
    public Map<String, RecallList> channels() {
        Map<String, RecallList> lists = new LinkedHashMap<>();
        runs.stream().filter(run -> run.status() == ChannelRun.Status.OK)
                .forEach(run -> lists.put(run.channel(), list(run)));
        return lists;
    }

    private RecallList list(ChannelRun run) {
        List<RecallList.Entry> entries = new ArrayList<>();
        for (int rank = 0; rank < Math.min(served.size(), run.answer().size()); rank++) {
            entries.add(new RecallList.Entry(
                    served.snapshot().contentId(run.answer().contents()[rank]),
                    run.answer().scores()[rank],
                    List.of(run.channel())));
        }
        return new RecallList(userId, entries);
    }

    /** Whether any channel brings a content, however deep in its list. */
    public boolean brings(String contentId) {
        int content = served.snapshot().contentOrdinal(contentId);
        for (ChannelRun run : runs) {
            for (int brought : run.answer().contents()) {
                if (brought == content) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The 1-based rank that a content would have under another blend; 0 where it would not be in the list. */
    public int rank(String contentId, TunedBlend blend) {
        List<ChannelList> lists = runs.stream()
                .map(run -> new ChannelList(run.channel(), run.answer(),
                        blend.channels().getOrDefault(run.channel(), NO_SHARE)))
                .toList();
        BlendedList blended = blend.blend().blend(
                new BlendInput(
                        lists, served.size(), served.tieBreak(), served.snapshot(), served.now(), blend.model()));
        int content = served.snapshot().contentOrdinal(contentId);
        for (int position = 0; position < blended.size(); position++) {
            if (blended.content(position) == content) {
                return position + 1;
            }
        }
        return 0;
    }
}
