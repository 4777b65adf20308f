package io.graphrecall.evaluation.description;

import com.carrotsearch.hppc.ObjectIntHashMap;
import com.carrotsearch.hppc.cursors.IntCursor;
import io.graphrecall.loaders.dataset.DataSetFolder;
import io.graphrecall.loaders.dataset.RecordListener;
import io.graphrecall.schema.Action;
import io.graphrecall.schema.BehaviourEvent;
import io.graphrecall.schema.DataSet;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.Progress;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
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

    /** Reads the distributions. Unusable records are left out. */
    public static DataDistributions of(DataSetFolder folder, Progress progress) {
        Counts counts = new Counts(folder.dataSet().timestamps() == DataSet.Timestamps.REAL);
        progress.begin("Counting contents", -1);
        folder.contents(line -> {
            counts.engagements.putIfAbsent(line.record().id().key(), 0);
            line.record().description().categories().stream().map(List::getFirst).distinct()
                    .forEach(name -> counts.categories.merge(name, 1L, Long::sum));
            progress.advance(1);
        }, RecordListener.IGNORE);
        progress.end("%,d contents".formatted(counts.engagements.size()));
        progress.begin("Counting events", -1);
        folder.events(line -> {
            counts.add(line.event());
            progress.advance(1);
        }, RecordListener.IGNORE);
        progress.end("%,d events".formatted(counts.actions.values().stream().mapToLong(Long::longValue).sum()));
        return counts.distributions();
    }

    /** Counters that are filled event by event. */
    private static final class Counts {

        private final boolean realTimes;
        private final ObjectIntHashMap<String> events = new ObjectIntHashMap<>();
        /** Contents that a user engaged with; repeated engagements count again until {@link #MIN_CONTENTS}. */
        private final Map<String, String[]> firstContents = new LinkedHashMap<>();
        private final ObjectIntHashMap<String> engagements = new ObjectIntHashMap<>();
        private final TreeMap<String, Long> days = new TreeMap<>();
        private final long[] dwell = new long[Buckets.SECONDS.size()];
        private final Map<Action, Long> actions = new EnumMap<>(Action.class);
        private final Map<String, Long> categories = new LinkedHashMap<>();

        Counts(boolean realTimes) {
            this.realTimes = realTimes;
        }

        void add(BehaviourEvent event) {
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
                dwell[Buckets.SECONDS.indexOf(event.dwellMsOr(-1) / 1000)]++;
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

        DataDistributions distributions() {
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
                    counted(events), counted(engagements), periods(), Buckets.SECONDS.named(dwell),
                    actions.entrySet().stream().collect(Collectors.toMap(
                            action -> action.getKey().wireName(), Map.Entry::getValue, Long::sum, LinkedHashMap::new)),
                    largest(categories));
        }

        private static Map<String, Long> counted(ObjectIntHashMap<String> values) {
            long[] counts = new long[Buckets.COUNTS.size()];
            for (IntCursor value : values.values()) {
                counts[Buckets.COUNTS.indexOf(value.value)]++;
            }
            return Buckets.COUNTS.named(counts);
        }

        private Map<String, Long> periods() {
            return days.size() <= MAX_DAYS ? days : grouped(days, day -> day.substring(0, "2026-01".length()));
        }

        private static Map<String, Long> grouped(Map<String, Long> counts, Function<String, String> label) {
            Map<String, Long> groups = new TreeMap<>();
            counts.forEach((name, count) -> groups.merge(label.apply(name), count, Long::sum));
            return groups;
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

    /**
     * Ranges of whole numbers.
     *
     * @param from inclusive lower bounds, ascending from 0
     * @param unit unit in the labels, with a leading blank; may be empty
     */
    private record Buckets(List<Long> from, String unit) {

        static final Buckets COUNTS = new Buckets(List.of(0L, 1L, 2L, 3L, 5L, 10L, 20L, 50L, 100L, 1000L), "");
        static final Buckets SECONDS = new Buckets(List.of(0L, 1L, 3L, 10L, 30L, 60L, 180L, 600L), " s");

        int size() {
            return from.size();
        }

        int indexOf(long value) {
            int index = from.size() - 1;
            while (index > 0 && from.get(index) > value) {
                index--;
            }
            return index;
        }

        /** Returns the counts from the first to the last bucket that is not empty. */
        Map<String, Long> named(long[] counts) {
            int last = counts.length;
            while (last > 0 && counts[last - 1] == 0) {
                last--;
            }
            Map<String, Long> named = new LinkedHashMap<>();
            for (int i = 0; i < last; i++) {
                named.put(label(i), counts[i]);
            }
            return named;
        }

        private String label(int index) {
            if (index + 1 == from.size()) {
                return from.get(index) + unit + " or more";
            }
            long end = from.get(index + 1) - 1;
            return (end == from.get(index) ? String.valueOf(end) : from.get(index) + " to " + end) + unit;
        }
    }
}
