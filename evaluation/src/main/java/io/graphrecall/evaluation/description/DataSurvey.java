package io.graphrecall.evaluation.description;

import io.graphrecall.content.text.Terms;
import io.graphrecall.evaluation.description.FeatureIds.Kind;
import io.graphrecall.evaluation.protocol.EventLog;
import io.graphrecall.evaluation.protocol.LoggedEvent;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.source.RecordKind;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.NodeKey;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Description of a full data set, including events withheld in an evaluation. Models do not learn from it. */
public final class DataSurvey {

    private static final int HISTORY_LENGTH = 50;
    private static final String SIMULATED_PREFIX = "simulated";

    private DataSurvey() {}

    public static DataDescription of(DataSetFolder folder, EventLog log) {
        ObservedFeatures vocabulary = new ObservedFeatures(new Terms()::of);
        folder.categories(vocabulary::add);
        folder.contents(vocabulary::add);
        folder.items(vocabulary::add);
        return new DataDescription(
                isSimulated(folder),
                Fingerprint.of(folder.path()),
                historyOverlap(log, vocabulary, HISTORY_LENGTH),
                folder.has(RecordKind.ITEMS) ? vocabulary.overlap() : Map.of());
    }

    /** Returns true for a simulated world. */
    public static boolean isSimulated(DataSetFolder folder) {
        return folder.dataSet().name().startsWith(SIMULATED_PREFIX);
    }

    static DataDescription.HistoryOverlap historyOverlap(EventLog log, ObservedFeatures vocabulary, int length) {
        // Queries get their ids here, so that the size of the vocabulary is final.
        log.users().forEach(events -> events.forEach(event -> vocabulary.of(event.target())));
        RecentFeatures history = new RecentFeatures(length, vocabulary.size());
        Counter counter = new Counter();
        for (List<LoggedEvent> events : log.users()) {
            Set<NodeKey> engaged = new HashSet<>();
            for (LoggedEvent event : events) {
                FeatureIds features = vocabulary.of(event.target());
                if (event.positive() && engaged.add(event.target()) && !history.isEmpty()) {
                    counter.add(features, history);
                }
                if (event.action() != Action.IMPRESSION) {
                    history.add(features);
                }
            }
            history.clear();
        }
        return counter.historyOverlap(length);
    }

    /** Counter of engagements without a shared feature. */
    private static final class Counter {

        private final Map<Kind, Long> notShared = new EnumMap<>(Kind.class);
        private long positives;
        private long nothingShared;

        void add(FeatureIds features, RecentFeatures history) {
            boolean anyShared = false;
            for (Kind kind : Kind.values()) {
                boolean shares = history.shares(features, kind);
                notShared.merge(kind, shares ? 0L : 1L, Long::sum);
                anyShared |= shares;
            }
            positives++;
            nothingShared += anyShared ? 0 : 1;
        }

        DataDescription.HistoryOverlap historyOverlap(int length) {
            Map<String, Double> shares = new LinkedHashMap<>();
            for (Kind kind : Kind.values()) {
                shares.put(kind.wireName(), share(notShared.getOrDefault(kind, 0L)));
            }
            return new DataDescription.HistoryOverlap(length, positives, share(nothingShared), shares);
        }

        private double share(long part) {
            return part / (double) Math.max(1, positives);
        }
    }
}
