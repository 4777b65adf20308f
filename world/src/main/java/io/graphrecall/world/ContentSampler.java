package io.graphrecall.world;

import com.carrotsearch.hppc.IntArrayList;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * Sampler of contents by field, tag, age and popularity. Contents are identified by their rank in order of publication.
 * Every draw considers only the contents published at that time. Immutable.
 */
final class ContentSampler {

    private static final int NONE = -1;

    /** Number of candidates per draw. */
    private static final int CANDIDATES = 10;

    /** Period in milliseconds after publication in which contents are drawn as popular. */
    private static final long POPULAR_PERIOD = Duration.ofDays(14).toMillis();

    private final List<SimulatedContent> contents;
    private final int[] numberByRank;
    private final long[] times;
    private final List<IntArrayList> byField;
    private final List<IntArrayList> byTag;
    private final IntArrayList clickbait = new IntArrayList();
    private final WeightedSampler popularity;

    /** @param contents contents by number */
    ContentSampler(List<SimulatedContent> contents, WorldVocabulary vocabulary) {
        this.contents = contents;
        numberByRank = IntStream.range(0, contents.size()).boxed()
                .sorted(Comparator.comparingLong(number -> contents.get(number).publishedAt())).mapToInt(i -> i)
                .toArray();
        times = IntStream.of(numberByRank).mapToLong(number -> contents.get(number).publishedAt()).toArray();
        byField = lists(vocabulary.fields().size());
        byTag = lists(vocabulary.fields().size() * WorldVocabulary.TAGS);
        double[] weights = new double[numberByRank.length];
        for (int rank = 0; rank < numberByRank.length; rank++) {
            SimulatedContent content = content(rank);
            byField.get(content.field()).add(rank);
            for (int tag : content.tags()) {
                byTag.get(tag).add(rank);
            }
            if (content.clickbait()) {
                clickbait.add(rank);
            }
            weights[rank] = content.quality() * content.quality();
        }
        popularity = new WeightedSampler(weights);
    }

    private static List<IntArrayList> lists(int count) {
        List<IntArrayList> lists = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            lists.add(new IntArrayList());
        }
        return lists;
    }

    SimulatedContent content(int rank) {
        return contents.get(numberByRank[rank]);
    }

    String id(int rank) {
        return CatalogueGenerator.contentId(numberByRank[rank]);
    }

    /**
     * Draws a content for an intent. Of several candidates, half of which have the tag and newer ones more often, one
     * is selected in proportion to its quality, its match with the intent and the user's affinity.
     *
     * @return rank, or -1
     */
    int forIntent(Intent intent, SimulatedUser user, long at, SeededRandom random) {
        int selected = NONE;
        double sum = 0;
        for (int candidate = 0; candidate < CANDIDATES; candidate++) {
            IntArrayList list = candidate % 2 == 0 ? byTag.get(intent.tag()) : byField.get(intent.field());
            int rank = recent(list, published(list, at), random);
            if (rank >= 0 && content(rank).field() == intent.field() && content(rank).visible(at)
                    && user.accepts(rank, content(rank))) {
                double score = intent.match(content(rank)) * user.affinity(content(rank)) * content(rank).appeal();
                sum += score;
                selected = random.nextBoolean(score / sum) ? rank : selected;
            }
        }
        return selected;
    }

    /** Draws a popular content on any subject that satisfies a condition. Returns its rank, or -1. */
    int popular(IntPredicate condition, long at, SeededRandom random) {
        int published = published(at);
        int recent = published(at - POPULAR_PERIOD);
        return published == 0
                ? NONE
                : firstVisible(condition, at, () -> popularity
                        .draw(recent < published && random.nextBoolean(0.7) ? recent : 0, published, random));
    }

    /** Draws a clickbait content that satisfies a condition. Returns its rank, or -1. */
    int clickbait(IntPredicate condition, long at, SeededRandom random) {
        int published = published(clickbait, at);
        return firstVisible(condition, at, () -> recent(clickbait, published, random));
    }

    /** Draws any content that satisfies a condition, newer ones more often. Returns its rank, or -1. */
    int any(IntPredicate condition, long at, SeededRandom random) {
        int published = published(at);
        return published == 0 ? NONE : firstVisible(condition, at, () -> recent(published, random));
    }

    private int firstVisible(IntPredicate condition, long at, IntSupplier candidates) {
        for (int candidate = 0; candidate < CANDIDATES; candidate++) {
            int rank = candidates.getAsInt();
            if (rank >= 0 && content(rank).visible(at) && condition.test(rank)) {
                return rank;
            }
        }
        return NONE;
    }

    /** Draws one of the first entries of a list, later ones more often. Returns -1 if there is none. */
    private static int recent(IntArrayList list, int published, SeededRandom random) {
        return published == 0 ? NONE : list.get(recent(published, random));
    }

    private static int recent(int published, SeededRandom random) {
        return published - 1 - (int) (published * square(random.nextDouble()));
    }

    private static double square(double value) {
        return value * value;
    }

    private int published(long at) {
        return published(times.length, rank -> times[rank], at);
    }

    private int published(IntArrayList ranks, long at) {
        return published(ranks.size(), index -> times[ranks.get(index)], at);
    }

    /** Returns the number of publication times, which are in ascending order, that are not after a time. */
    private static int published(int size, IntToLongFunction time, long at) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (time.applyAsLong(middle) <= at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
