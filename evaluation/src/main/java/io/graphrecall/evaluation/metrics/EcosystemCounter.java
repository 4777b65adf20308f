package io.graphrecall.evaluation.metrics;

import io.graphrecall.evaluation.lists.RecallList;
import io.graphrecall.schema.DataSet;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Takes the lists of one channel, or the merged ones, one by one. Not thread-safe. */
public final class EcosystemCounter {

    private static final long FRESH_MS = Duration.ofDays(7).toMillis();

    private final CatalogueFacts catalogue;
    private final boolean realTimes;
    private final long[] appearances;
    private final Map<String, Long> exclusive = new HashMap<>();
    private long total;
    private long tail;
    private long fresh;
    private long lists;
    private double entropies;
    private long pairedLists;
    private double similarities;

    /** Nothing counted yet. */
    public EcosystemCounter(CatalogueFacts catalogue, DataSet.Timestamps timestamps) {
        this.catalogue = catalogue;
        this.realTimes = timestamps == DataSet.Timestamps.REAL;
        this.appearances = new long[catalogue.size()];
    }

    /**
     * Counts a list.
     *
     * @param at the request's now, in epoch milliseconds
     */
    public void add(RecallList list, long at) {
        int[] contents = new int[list.contents().size()];
        for (int i = 0; i < contents.length; i++) {
            RecallList.Entry entry = list.contents().get(i);
            contents[i] = catalogue.ordinal(entry.contentId());
            if (contents[i] < 0) {
                throw new IllegalArgumentException(
                        "content '" + entry.contentId() + "' was recalled and is in no catalogue and no event");
            }
            count(contents[i], at);
            if (entry.channels().size() == 1) {
                exclusive.merge(entry.channels().getFirst(), 1L, Long::sum);
            }
        }
        if (contents.length > 0) {
            lists++;
            entropies += entropy(contents);
        }
        if (contents.length > 1) {
            pairedLists++;
            similarities += similarity(contents);
        }
    }

    private void count(int content, long at) {
        appearances[content]++;
        total++;
        tail += catalogue.tail(content) ? 1 : 0;
        long published = catalogue.publishedAt(content);
        fresh += published != CatalogueFacts.UNKNOWN_TIME && published <= at && published > at - FRESH_MS ? 1 : 0;
    }

    /** In bits, over those contents that have a category. */
    private double entropy(int[] contents) {
        int[] categories = Arrays.stream(contents).map(catalogue::category)
                .filter(category -> category != CatalogueFacts.NO_CATEGORY).sorted().toArray();
        double entropy = 0;
        for (int start = 0; start < categories.length;) {
            int end = start;
            while (end < categories.length && categories[end] == categories[start]) {
                end++;
            }
            double share = (double) (end - start) / categories.length;
            entropy -= share * Math.log(share) / Math.log(2);
            start = end;
        }
        return entropy;
    }

    /**
     * The mean cosine of two different contents, each a vector of ones at its features. With unit vectors v the sum over
     * all ordered pairs is |sum v|^2 - sum |v|^2, which needs no look at pairs.
     */
    private double similarity(int[] contents) {
        Map<Integer, Double> sum = new HashMap<>();
        double squares = 0;
        for (int content : contents) {
            int[] features = catalogue.features(content);
            double entry = 1 / Math.sqrt(features.length);
            for (int feature : features) {
                sum.merge(feature, entry, Double::sum);
            }
            squares += features.length > 0 ? 1 : 0;
        }
        double squaredSum = sum.values().stream().mapToDouble(value -> value * value).sum();
        return (squaredSum - squares) / ((double) contents.length * (contents.length - 1));
    }

    /** How many appearances exactly one channel returned. */
    long exclusive() {
        return exclusive.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The share of this counter's appearances that one channel alone returned. */
    public double exclusiveShare(String channel) {
        return share(exclusive.getOrDefault(channel, 0L));
    }

    /** The share of this counter's appearances that exactly one channel returned, whichever. */
    public double exclusiveShare() {
        return share(exclusive());
    }

    /**
     * The metrics of all lists counted so far.
     *
     * @param exclusiveShare of the channel in the merged lists, which another counter has seen
     */
    public EcosystemMetrics metrics(double exclusiveShare) {
        long unique = Arrays.stream(appearances).filter(count -> count > 0).count();
        return new EcosystemMetrics(
                unique,
                catalogue.size() == 0 ? 0 : (double) unique / catalogue.size(),
                gini(appearances),
                share(tail),
                realTimes ? share(fresh) : null,
                entropies / Math.max(1, lists),
                exclusiveShare,
                similarities / Math.max(1, pairedLists));
    }

    private double share(long part) {
        return part / (double) Math.max(1, total);
    }

    /** The Gini coefficient of counts; 0 where there are none. */
    static double gini(long[] counts) {
        long[] sorted = counts.clone();
        Arrays.sort(sorted);
        double weighted = 0;
        double sum = 0;
        for (int i = 0; i < sorted.length; i++) {
            weighted += (2.0 * (i + 1) - sorted.length - 1) * sorted[i];
            sum += sorted[i];
        }
        return sum == 0 ? 0 : weighted / (sorted.length * sum);
    }

}
