package io.graphrecall.world;

import io.graphrecall.world.Chance.Stream;
import io.graphrecall.world.SimulatedUser.Interest;
import io.graphrecall.world.SimulatedUser.Kind;
import io.graphrecall.world.SimulatedUser.Traits;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Draws users. Each comes from the seed and its own number; none is held in memory. */
final class Population {

    private static final double ACTIVITY_SIGMA = 1.1;
    private static final int MOST_INTERESTS = 5;

    private final WorldParameters parameters;
    private final WorldVocabulary vocabulary;
    private final Authors authors;

    Population(WorldParameters parameters, WorldVocabulary vocabulary, Authors authors) {
        this.parameters = parameters;
        this.vocabulary = vocabulary;
        this.authors = authors;
    }

    static String id(int number) {
        return String.format(Locale.ROOT, "u-%05d", number);
    }

    /** How many events a user has, in proportion to others: most have few, few have most. */
    double activity(int number) {
        if (kind(number) == Kind.COLD) {
            return 0;
        }
        Chance chance = Chance.of(parameters.seed(), Stream.ACTIVITY, number);
        boolean hardlyAny = chance.happens(0.1);
        return chance.logNormal(1, ACTIVITY_SIGMA) * (hardlyAny ? 0.05 : 1);
    }

    SimulatedUser user(int number) {
        Chance chance = Chance.of(parameters.seed(), Stream.USER, number);
        List<Interest> interests = interests(chance);
        Set<Integer> styles = new LinkedHashSet<>();
        while (styles.size() < 2) {
            styles.add(chance.below(Authors.STYLES));
        }
        double joined = chance.happens(0.6) ? 0 : 0.9 * chance.fraction();
        int blocked = chance.happens(0.02) ? authors.draw(chance.oneOf(interests).field(), chance) : -1;
        int muted = chance.happens(0.03) ? muted(interests, chance) : -1;
        return new SimulatedUser(number, new Traits(kind(number), interests, List.copyOf(styles),
                follows(number, interests, blocked, chance), blocked, muted, joined));
    }

    /** Six in a hundred only shop, four only search, four never come. Fixed shares, so that small worlds have them too. */
    private static Kind kind(int number) {
        int place = (int) ((number * 37L + 11) % 100);
        if (place < 6) {
            return Kind.SHOPPER;
        }
        if (place < 10) {
            return Kind.SEARCHER;
        }
        return place < 14 ? Kind.COLD : Kind.READER;
    }

    /** Two to five fields, each about half as dear as the one before; the second is often of the topic of the first. */
    private List<Interest> interests(Chance chance) {
        Set<Integer> fields = new LinkedHashSet<>();
        int first = vocabulary.drawField(chance);
        fields.add(first);
        int count = 2 + chance.below(MOST_INTERESTS - 1);
        while (fields.size() < count) {
            boolean near = fields.size() == 1 && chance.happens(0.6);
            fields.add(near ? vocabulary.neighbour(first, chance) : vocabulary.drawField(chance));
        }
        List<Interest> interests = new ArrayList<>();
        double weight = 1;
        for (int field : fields) {
            int tag = chance.below(WorldVocabulary.TAGS);
            int second = (tag + 1 + chance.below(WorldVocabulary.TAGS - 1)) % WorldVocabulary.TAGS;
            int base = field * WorldVocabulary.TAGS;
            int value = chance.below(vocabulary.field(field).property().values().size());
            interests.add(new Interest(field, weight, base + tag, base + second, value));
            weight *= 0.4 + 0.3 * chance.fraction();
        }
        return List.copyOf(interests);
    }

    private int muted(List<Interest> interests, Chance chance) {
        int field = vocabulary.drawField(chance);
        boolean liked = interests.stream().anyMatch(interest -> interest.field() == field);
        return liked ? -1 : field * WorldVocabulary.TAGS + chance.below(WorldVocabulary.TAGS);
    }

    private List<Integer> follows(int number, List<Interest> interests, int blocked, Chance chance) {
        Set<Integer> follows = new LinkedHashSet<>();
        while (chance.happens(0.6)) {
            int author = authors.draw(chance.earlyOf(interests).field(), chance);
            if (authors.user(author) != number && author != blocked) {
                follows.add(author);
            }
        }
        return List.copyOf(follows);
    }
}
