package io.graphrecall.evaluation.description;

import io.graphrecall.content.text.Terms;
import io.graphrecall.evaluation.description.Meaning.Kind;
import io.graphrecall.evaluation.protocol.EventLog;
import io.graphrecall.evaluation.protocol.LoggedEvent;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.dataset.LineListener;
import io.graphrecall.loaders.source.DataFile;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.NodeKey;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks through a whole data set, what is withheld in an evaluation included: it describes, and nothing learns from it.
 */
public final class DataSurvey {

    /** How many previous events of a user are looked at. */
    private static final int PAST = 50;
    /** How the names of simulated worlds begin. */
    private static final String SIMULATED = "simulated";

    private DataSurvey() {}

    /** Describes a data set whose log has been read. */
    public static DataDescription of(DataSetFolder folder, EventLog log) {
        ValueCounts vocabularies = new ValueCounts(new Terms()::of);
        folder.categories(line -> vocabularies.add(line.record()), LineListener.IGNORE);
        folder.contents(line -> vocabularies.add(line.record()), LineListener.IGNORE);
        folder.items(line -> vocabularies.add(line.record()), LineListener.IGNORE);
        return new DataDescription(
                folder.dataSet().name().startsWith(SIMULATED),
                Fingerprint.of(folder.path()),
                unlikePast(log, vocabularies, PAST),
                folder.has(DataFile.ITEMS) ? vocabularies.overlap() : Map.of());
    }

    static DataDescription.UnlikePast unlikePast(EventLog log, ValueCounts vocabularies, int length) {
        log.users().forEach(events -> events.forEach(event -> vocabularies.of(event.target())));
        Past past = new Past(length, vocabularies.size());
        Tally tally = new Tally();
        for (List<LoggedEvent> events : log.users()) {
            Set<NodeKey> engaged = new HashSet<>();
            for (LoggedEvent event : events) {
                Meaning meaning = vocabularies.of(event.target());
                if (event.positive() && engaged.add(event.target()) && !past.isEmpty()) {
                    tally.add(meaning, past);
                }
                if (event.action() != Action.IMPRESSION) {
                    past.add(meaning);
                }
            }
            past.clear();
        }
        return tally.unlikePast(length);
    }

    /** Counts positives that share nothing. */
    private static final class Tally {

        private final Map<Kind, Long> without = new EnumMap<>(Kind.class);
        private long positives;
        private long nothing;

        void add(Meaning meaning, Past past) {
            boolean shared = false;
            for (Kind kind : Kind.values()) {
                boolean shares = past.shares(meaning, kind);
                without.merge(kind, shares ? 0L : 1L, Long::sum);
                shared |= shares;
            }
            positives++;
            nothing += shared ? 0 : 1;
        }

        DataDescription.UnlikePast unlikePast(int length) {
            Map<String, Double> shares = new LinkedHashMap<>();
            for (Kind kind : Kind.values()) {
                shares.put(kind.wireName(), share(without.getOrDefault(kind, 0L)));
            }
            return new DataDescription.UnlikePast(length, positives, share(nothing), shares);
        }

        private double share(long part) {
            return part / (double) Math.max(1, positives);
        }
    }
}
