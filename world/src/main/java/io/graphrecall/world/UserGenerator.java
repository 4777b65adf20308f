package io.graphrecall.world;

import io.graphrecall.world.SeededRandom.Stream;
import io.graphrecall.world.SimulatedUser.Interest;
import io.graphrecall.world.SimulatedUser.Kind;
import io.graphrecall.world.SimulatedUser.Traits;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Generates users. Each depends only on the seed and its own number; none is stored. */
final class UserGenerator {

    private static final double ACTIVITY_SIGMA = 1.1;
    private static final int MAX_INTERESTS = 5;

    private final WorldParameters parameters;
    private final WorldVocabulary vocabulary;
    private final Authors authors;

    UserGenerator(WorldParameters parameters, WorldVocabulary vocabulary, Authors authors) {
        this.parameters = parameters;
        this.vocabulary = vocabulary;
        this.authors = authors;
    }

    static String id(int number) {
        return String.format(Locale.ROOT, "u-%05d", number);
    }

    /** Returns the relative number of events of a user (heavy-tailed). */
    double activity(int number) {
        if (kind(number) == Kind.COLD) {
            return 0;
        }
        SeededRandom random = SeededRandom.of(parameters.seed(), Stream.ACTIVITY, number);
        boolean nearlyInactive = random.nextBoolean(0.1);
        return random.nextLogNormal(1, ACTIVITY_SIGMA) * (nearlyInactive ? 0.05 : 1);
    }

    SimulatedUser user(int number) {
        SeededRandom random = SeededRandom.of(parameters.seed(), Stream.USER, number);
        List<Interest> interests = interests(random);
        Set<Integer> styles = new LinkedHashSet<>();
        while (styles.size() < 2) {
            styles.add(random.nextInt(Authors.STYLES));
        }
        double joined = random.nextBoolean(0.6) ? 0 : 0.9 * random.nextDouble();
        int blocked = random.nextBoolean(0.02) ? authors.draw(random.choose(interests).field(), random) : -1;
        int muted = random.nextBoolean(0.03) ? muted(interests, random) : -1;
        return new SimulatedUser(number, new Traits(kind(number), interests, List.copyOf(styles),
                follows(number, interests, blocked, random), blocked, muted, joined));
    }

    /**
     * Returns the kind: 6 % shoppers, 4 % searchers, 4 % without history. The shares are exact, so that small worlds
     * have every kind.
     */
    private static Kind kind(int number) {
        int percentile = (int) ((number * 37L + 11) % 100);
        if (percentile < 6) {
            return Kind.SHOPPER;
        }
        if (percentile < 10) {
            return Kind.SEARCHER;
        }
        return percentile < 14 ? Kind.COLD : Kind.READER;
    }

    /**
     * Draws two to five fields. Each has about half the weight of the one before. The second is often of the same topic
     * as the first.
     */
    private List<Interest> interests(SeededRandom random) {
        Set<Integer> fields = new LinkedHashSet<>();
        int first = vocabulary.drawField(random);
        fields.add(first);
        int count = 2 + random.nextInt(MAX_INTERESTS - 1);
        while (fields.size() < count) {
            boolean sameTopic = fields.size() == 1 && random.nextBoolean(0.6);
            fields.add(sameTopic ? vocabulary.neighbour(first, random) : vocabulary.drawField(random));
        }
        List<Interest> interests = new ArrayList<>();
        double weight = 1;
        for (int field : fields) {
            int tag = random.nextInt(WorldVocabulary.TAGS);
            int second = (tag + 1 + random.nextInt(WorldVocabulary.TAGS - 1)) % WorldVocabulary.TAGS;
            int base = field * WorldVocabulary.TAGS;
            int value = random.nextInt(vocabulary.field(field).property().values().size());
            interests.add(new Interest(field, weight, base + tag, base + second, value));
            weight *= 0.4 + 0.3 * random.nextDouble();
        }
        return List.copyOf(interests);
    }

    private int muted(List<Interest> interests, SeededRandom random) {
        int field = vocabulary.drawField(random);
        boolean liked = interests.stream().anyMatch(interest -> interest.field() == field);
        return liked ? -1 : field * WorldVocabulary.TAGS + random.nextInt(WorldVocabulary.TAGS);
    }

    private List<Integer> follows(int number, List<Interest> interests, int blocked, SeededRandom random) {
        Set<Integer> follows = new LinkedHashSet<>();
        while (random.nextBoolean(0.6)) {
            int author = authors.draw(random.chooseGeometric(interests).field(), random);
            if (authors.user(author) != number && author != blocked) {
                follows.add(author);
            }
        }
        return List.copyOf(follows);
    }
}
