package io.graphrecall.world;

import com.carrotsearch.hppc.IntArrayList;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The contents as users come across them: by field, tag, age, and by how many like them. A place is a content's rank by
 * publication; every draw is among the contents that are there at a time. Immutable.
 */
final class ContentShelf {

    private static final int NONE = -1;

    /** How many contents a user weighs before one is opened. */
    private static final int LOOKS = 10;

    /** Contents are popular for so long; later they are met by interest. */
    private static final long POPULAR_FOR = Duration.ofDays(14).toMillis();

    private final List<SimulatedContent> contents;
    private final int[] numbers;
    private final long[] times;
    private final List<IntArrayList> byField;
    private final List<IntArrayList> byTag;
    private final IntArrayList bait = new IntArrayList();
    private final WeightedDraw popularity;

    /** @param contents by number */
    ContentShelf(List<SimulatedContent> contents, WorldVocabulary vocabulary) {
        this.contents = contents;
        numbers = IntStream.range(0, contents.size()).boxed()
                .sorted(Comparator.comparingLong(number -> contents.get(number).publishedAt())).mapToInt(i -> i)
                .toArray();
        times = IntStream.of(numbers).mapToLong(number -> contents.get(number).publishedAt()).toArray();
        byField = lists(vocabulary.fields().size());
        byTag = lists(vocabulary.fields().size() * WorldVocabulary.TAGS);
        double[] weights = new double[numbers.length];
        for (int place = 0; place < numbers.length; place++) {
            SimulatedContent content = content(place);
            byField.get(content.field()).add(place);
            for (int tag : content.tags()) {
                byTag.get(tag).add(place);
            }
            if (content.bait()) {
                bait.add(place);
            }
            weights[place] = content.quality() * content.quality();
        }
        popularity = new WeightedDraw(weights);
    }

    private static List<IntArrayList> lists(int count) {
        List<IntArrayList> lists = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            lists.add(new IntArrayList());
        }
        return lists;
    }

    SimulatedContent content(int place) {
        return contents.get(numbers[place]);
    }

    String id(int place) {
        return CatalogueSimulation.contentId(numbers[place]);
    }

    /**
     * A content that fits an intent: a few are looked at, half of them with the tag, newer ones more often; of those the
     * user takes one in proportion to its quality and how it suits the intent and the user's taste.
     *
     * @return a place, or -1
     */
    int forIntent(Intent intent, SimulatedUser user, long at, Chance chance) {
        int chosen = NONE;
        double sum = 0;
        for (int look = 0; look < LOOKS; look++) {
            IntArrayList list = look % 2 == 0 ? byTag.get(intent.tag()) : byField.get(intent.field());
            int place = recent(list, published(list, at), chance);
            if (place >= 0 && content(place).field() == intent.field() && content(place).visible(at)
                    && user.welcomes(place, content(place))) {
                double score = intent.match(content(place)) * user.liking(content(place)) * content(place).appeal();
                sum += score;
                chosen = chance.happens(score / sum) ? place : chosen;
            }
        }
        return chosen;
    }

    /** A content that many like, whatever it is about, and that meets a condition. Returns a place, or -1. */
    int popular(IntPredicate condition, long at, Chance chance) {
        int published = published(at);
        int recent = published(at - POPULAR_FOR);
        for (int look = 0; look < LOOKS && published > 0; look++) {
            int place = popularity.draw(recent < published && chance.happens(0.7) ? recent : 0, published, chance);
            if (content(place).visible(at) && condition.test(place)) {
                return place;
            }
        }
        return NONE;
    }

    /** A content that promises more than it holds and meets a condition. Returns a place, or -1. */
    int bait(IntPredicate condition, long at, Chance chance) {
        int published = published(bait, at);
        for (int look = 0; look < LOOKS; look++) {
            int place = recent(bait, published, chance);
            if (place >= 0 && content(place).visible(at) && condition.test(place)) {
                return place;
            }
        }
        return NONE;
    }

    /** Any content that meets a condition, newer ones more often. Returns a place, or -1. */
    int any(IntPredicate condition, long at, Chance chance) {
        int published = published(at);
        for (int look = 0; look < LOOKS && published > 0; look++) {
            int place = published - 1 - (int) (published * square(chance.fraction()));
            if (content(place).visible(at) && condition.test(place)) {
                return place;
            }
        }
        return NONE;
    }

    /** One of the first places of a list, the later the more often; -1 where there is none. */
    private static int recent(IntArrayList list, int published, Chance chance) {
        return published == 0 ? NONE : list.get(published - 1 - (int) (published * square(chance.fraction())));
    }

    private static double square(double value) {
        return value * value;
    }

    private int published(long at) {
        int low = 0;
        int high = times.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] <= at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int published(IntArrayList places, long at) {
        int low = 0;
        int high = places.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[places.get(middle)] <= at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
