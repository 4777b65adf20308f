package io.graphrecall.evaluation.metrics;

import io.graphrecall.evaluation.lists.RecallList;
import io.graphrecall.schema.DataSet;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Counter of the ecosystem metrics of one channel or of the merged lists. Not thread-safe. */
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
    private double entropySum;
    private long pairedLists;
    private double similaritySum;

    /** Creates a counter without lists. */
    public EcosystemCounter(CatalogueFacts catalogue, DataSet.Timestamps timestamps) {
        this.catalogue = catalogue;
        this.realTimes = timestamps == DataSet.Timestamps.REAL;
        this.appearances = new long[catalogue.size()];
    }

    /**
     * Counts a list.
     *
     * @param at request time in epoch milliseconds
     */
    public void add(RecallList list, long at) {
        int[] contents = new int[list.contents().size()];
        for (int i = 0; i < contents.length; i++) {
            RecallList.Entry entry = list.contents().get(i);
            contents[i] = catalogue.ordinal(entry.contentId());
            if (contents[i] < 0) {
                throw new IllegalArgumentException(
                        "content '" + entry.contentId()
                                + "' was recalled but is in neither the catalogue nor the events");
            }
            count(contents[i], at);
            if (entry.channels().size() == 1) {
                exclusive.merge(entry.channels().getFirst(), 1L, Long::sum);
            }
        }
        if (contents.length > 0) {
            lists++;
            entropySum += entropy(contents);
        }
        if (contents.length > 1) {
            pairedLists++;
            similaritySum += similarity(contents);
        }
    }

    private void count(int content, long at) {
        appearances[content]++;
        total++;
        tail += catalogue.isTail(content) ? 1 : 0;
        long published = catalogue.publishedAt(content);
        fresh += published != CatalogueFacts.UNKNOWN_TIME && published <= at && published > at - FRESH_MS ? 1 : 0;
    }

    /** Returns the category entropy in bits. Contents without a category do not count. */
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
     * Returns the mean cosine similarity of two different contents, with binary feature vectors. For unit vectors v, the
     * sum over all ordered pairs is |sum v|^2 - sum |v|^2.
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

    /** Returns the share of the appearances that only the given channel returned. */
    public double exclusiveShare(String channel) {
        return share(exclusive.getOrDefault(channel, 0L));
    }

    /** Returns the share of the appearances that exactly one channel returned. */
    public double exclusiveShare() {
        return share(exclusive.values().stream().mapToLong(Long::longValue).sum());
    }

    /**
     * Returns the metrics of all counted lists.
     *
     * @param exclusiveShare exclusive share of the channel, from the counter of the merged lists
     */
    public EcosystemMetrics metrics(double exclusiveShare) {
        long unique = Arrays.stream(appearances).filter(count -> count > 0).count();
        return new EcosystemMetrics(
                unique,
                catalogue.size() == 0 ? 0 : (double) unique / catalogue.size(),
                gini(appearances),
                share(tail),
                realTimes ? share(fresh) : null,
                entropySum / Math.max(1, lists),
                exclusiveShare,
                similaritySum / Math.max(1, pairedLists));
    }

    private double share(long count) {
        return count / (double) Math.max(1, total);
    }

    /** Returns the Gini coefficient of counts; 0 if all are 0. */
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
