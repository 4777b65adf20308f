package io.graphrecall.evaluation.description;

import com.carrotsearch.hppc.ObjectIntHashMap;
import com.carrotsearch.hppc.cursors.IntCursor;
import io.graphrecall.evaluation.metrics.ValueBuckets;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.Content;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.NodeLabel;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Distributions of a data set, as counts by label.
 *
 * @param users                users with events
 * @param evaluable            users with at least three contents that they engaged with, as leave-one-out needs
 * @param contents             contents in the catalogue or in events
 * @param engagements          positive engagements with contents
 * @param searches             search events
 * @param headShare            share of the engagements with the 20 % of the contents that have most of them
 * @param eventsPerUser        users by number of events, without impressions
 * @param engagementsPerContent contents by number of positive engagements
 * @param eventsPerPeriod      events by month, or by day if there are few days; empty without real times
 * @param dwell                events with a dwell time by its length
 * @param actions              events by action
 * @param categories           contents by broadest category, the largest first
 */
public record DataDistributions(
        long users,
        long evaluable,
        long contents,
        long engagements,
        long searches,
        double headShare,
        Map<String, Long> eventsPerUser,
        Map<String, Long> engagementsPerContent,
        Map<String, Long> eventsPerPeriod,
        Map<String, Long> dwell,
        Map<String, Long> actions,
        Map<String, Long> categories) {

    private static final int MIN_CONTENTS = 3;
    private static final double HEAD = 0.2;
    private static final int MAX_DAYS = 40;
    private static final int MAX_CATEGORIES = 20;
    private static final String OTHER = "other";
    private static final ValueBuckets COUNTS = new ValueBuckets(
            List.of("0", "1", "2", "3 to 4", "5 to 9", "10 to 19", "20 to 49", "50 to 99", "100 to 999",
                    "1000 or more"),
            List.of(0L, 1L, 2L, 3L, 5L, 10L, 20L, 50L, 100L, 1000L));
    private static final ValueBuckets SECONDS = new ValueBuckets(
            List.of("0 s", "1 to 2 s", "3 to 9 s", "10 to 29 s", "30 to 59 s", "60 to 179 s", "180 to 599 s",
                    "600 s or more"),
            List.of(0L, 1L, 3L, 10L, 30L, 60L, 180L, 600L));

    /** Counters that are filled content by content and event by event. */
    public static final class Counts {

        private final boolean realTimes;
        private final ObjectIntHashMap<String> events = new ObjectIntHashMap<>();
        /** The first {@link #MIN_CONTENTS} distinct contents that a user engaged with. */
        private final Map<String, String[]> firstContents = new LinkedHashMap<>();
        private final ObjectIntHashMap<String> engagements = new ObjectIntHashMap<>();
        private final TreeMap<String, Long> days = new TreeMap<>();
        private final Map<String, Long> dwell = zeros(SECONDS);
        private final Map<Action, Long> actions = new EnumMap<>(Action.class);
        private final Map<String, Long> categories = new LinkedHashMap<>();

        /** @param timestamps meaning of the times of events */
        public Counts(DataSet.Timestamps timestamps) {
            this.realTimes = timestamps == DataSet.Timestamps.REAL;
        }

        /** Counts a content. */
        public void add(Content content) {
            engagements.putIfAbsent(content.id().key(), 0);
            content.description().categories().stream().map(List::getFirst).distinct()
                    .forEach(name -> categories.merge(name, 1L, Long::sum));
        }

        /** Counts an event. */
        public void add(BehaviourEvent event) {
            actions.merge(event.action(), 1L, Long::sum);
            String user = event.user().key();
            events.addTo(user, event.action() == Action.IMPRESSION ? 0 : 1);
            if (event.target().label() == NodeLabel.CONTENT) {
                engagements.addTo(event.target().key(), event.action().positive() ? 1 : 0);
            }
            if (event.action().positive()) {
                addFirst(firstContents.computeIfAbsent(user, none -> new String[MIN_CONTENTS]), event.target().key());
            }
            if (realTimes) {
                days.merge(day(event.at()), 1L, Long::sum);
            }
            if (event.dwellMsOr(-1) >= 0) {
                dwell.merge(SECONDS.label(event.dwellMsOr(-1) / 1000), 1L, Long::sum);
            }
        }

        private static void addFirst(String[] contents, String content) {
            for (int i = 0; i < contents.length && !content.equals(contents[i]); i++) {
                if (contents[i] == null) {
                    contents[i] = content;
                    return;
                }
            }
        }

        private static String day(Instant at) {
            return at.atOffset(ZoneOffset.UTC).toLocalDate().toString();
        }

        /** Returns the distributions of what was counted. */
        public DataDistributions distributions() {
            int[] perContent = engagements.values().toArray();
            Arrays.sort(perContent);
            long total = Arrays.stream(perContent).asLongStream().sum();
            long head = Arrays.stream(perContent)
                    .skip(perContent.length - (long) Math.ceil(HEAD * perContent.length)).asLongStream().sum();
            return new DataDistributions(
                    events.size(),
                    firstContents.values().stream().filter(contents -> contents[MIN_CONTENTS - 1] != null).count(),
                    perContent.length, total, actions.getOrDefault(Action.SEARCH, 0L),
                    total == 0 ? 0 : (double) head / total,
                    counted(events), counted(engagements), periods(), withoutLastZeros(dwell),
                    actions.entrySet().stream().collect(Collectors.toMap(
                            action -> action.getKey().wireName(), Map.Entry::getValue, Long::sum, LinkedHashMap::new)),
                    largest(categories));
        }

        private static Map<String, Long> counted(ObjectIntHashMap<String> values) {
            Map<String, Long> counts = zeros(COUNTS);
            for (IntCursor value : values.values()) {
                counts.merge(COUNTS.label(value.value), 1L, Long::sum);
            }
            return withoutLastZeros(counts);
        }

        private static Map<String, Long> zeros(ValueBuckets buckets) {
            Map<String, Long> counts = new LinkedHashMap<>();
            buckets.labels().forEach(label -> counts.put(label, 0L));
            return counts;
        }

        private static Map<String, Long> withoutLastZeros(Map<String, Long> counts) {
            List<String> labels = List.copyOf(counts.keySet());
            for (String label : labels.reversed()) {
                if (!counts.remove(label, 0L)) {
                    break;
                }
            }
            return counts;
        }

        private Map<String, Long> periods() {
            Map<String, Long> months = new TreeMap<>();
            days.forEach((day, count) -> months.merge(day.substring(0, "2026-01".length()), count, Long::sum));
            return days.size() <= MAX_DAYS ? days : months;
        }

        private static Map<String, Long> largest(Map<String, Long> counts) {
            List<Map.Entry<String, Long>> sorted = counts.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed()).toList();
            Map<String, Long> largest = new LinkedHashMap<>();
            sorted.stream().limit(MAX_CATEGORIES).forEach(entry -> largest.put(entry.getKey(), entry.getValue()));
            long rest = sorted.stream().skip(MAX_CATEGORIES).mapToLong(Map.Entry::getValue).sum();
            if (rest > 0) {
                largest.merge(OTHER, rest, Long::sum);
            }
            return largest;
        }
    }
}
