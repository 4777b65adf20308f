package io.graphrecall.evaluation.protocol;

import io.graphrecall.schema.Action;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.ContentId;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.ItemId;
import io.graphrecall.schema.NodeKey;
import io.graphrecall.schema.QueryText;
import io.graphrecall.schema.UserId;
import io.graphrecall.schema.WireNamed;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Test logs from lines "user action target time [request id, or - for none [event id]]". Line numbers start at 1. An event
 * without an id gets one that no other event has.
 */
final class LogLines {

    private LogLines() {}

    static EventLog log(String... lines) {
        return log(DataSet.Timestamps.REAL, List.of(lines));
    }

    static EventLog log(DataSet.Timestamps timestamps, List<String> lines) {
        EventLog log = new EventLog(timestamps);
        for (int i = 0; i < lines.size(); i++) {
            log.add(i + 1, event(i + 1, lines.get(i).split(" ")));
        }
        return log;
    }

    private static BehaviourEvent event(int number, String[] words) {
        Action action = WireNamed.find(Action.class, words[1]).orElseThrow();
        return new BehaviourEvent(
                words.length > 5 ? words[5] : "e" + number,
                new UserId(words[0]),
                action,
                target(action, words[2]),
                Instant.ofEpochMilli(Long.parseLong(words[3])),
                number,
                null,
                null,
                null,
                words.length > 4 && !words[4].equals("-") ? words[4].replace("''", "") : null);
    }

    private static NodeKey target(Action action, String key) {
        return switch (action.target()) {
            case CONTENT -> new ContentId(key);
            case ITEM -> new ItemId(key);
            default -> new QueryText(key);
        };
    }

    /** Returns the numbers of the lines of a part. */
    static List<Integer> lines(Split split, Split.Part part, int count) {
        return IntStream.rangeClosed(1, count).filter(line -> split.part(line) == part).boxed().toList();
    }
}
