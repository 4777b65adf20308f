package io.graphrecall.world;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.IntHashSet;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;

/** A user of the simulated world, with what the user has met so far. Not thread-safe. */
final class SimulatedUser {

    /** How a user uses the platform. */
    enum Kind {
        /** Reads and watches, and shops and searches now and then. */
        READER,
        /** Only buys. */
        SHOPPER,
        /** Only searches, and never opens what is found. */
        SEARCHER,
        /** Has an account and no history. */
        COLD;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A lasting interest.
     *
     * @param tag       number of the tag that is liked best within the field
     * @param secondTag number of the tag that comes next
     * @param value     place of the value of the field's property that suits the user
     */
    record Interest(int field, double weight, int tag, int secondTag, int value) {}

    /**
     * What a user is like.
     *
     * @param interests      the dearest first
     * @param styles         places of the visual styles that are liked
     * @param follows        numbers of authors
     * @param blocked        number of an author, or -1
     * @param muted          number of a tag, or -1
     * @param joined         the share of the span that is over when the user comes first, from 0 to below 1
     */
    record Traits(Kind kind, List<Interest> interests, List<Integer> styles, List<Integer> follows, int blocked,
            int muted, double joined) {}

    private final int number;
    private final Traits traits;
    private final IntHashSet followed = new IntHashSet(8);
    private final IntHashSet opened = new IntHashSet(16);
    private final IntArrayList enjoyed = new IntArrayList(0);
    private int passing = -1;

    SimulatedUser(int number, Traits traits) {
        this.number = number;
        this.traits = traits;
        traits.follows().forEach(followed::add);
    }

    int number() {
        return number;
    }

    Traits traits() {
        return traits;
    }

    Kind kind() {
        return traits.kind();
    }

    /** Sets the field that interests for now and not for long, or -1. */
    void setPassing(int field) {
        passing = field;
    }

    int passing() {
        return passing;
    }

    /** Whether a field is among the lasting interests or the passing one. */
    boolean interestedIn(int field) {
        return field == passing || interest(field) != null;
    }

    /** How much more this user likes a content than others of its field do: looks, author, and the value that suits. */
    double liking(SimulatedContent content) {
        Interest interest = interest(content.field());
        double looks = traits.styles().contains(content.style()) ? 2.5 : 1;
        double author = followed.contains(content.author()) ? 2 : 1;
        double value = interest != null && interest.value() == content.value() ? 1.5 : 1;
        return looks * author * value;
    }

    private @Nullable Interest interest(int field) {
        for (Interest interest : traits.interests()) {
            if (interest.field() == field) {
                return interest;
            }
        }
        return null;
    }

    /** Whether the user may open a content: not opened before, not blocked, not muted. */
    boolean welcomes(int place, SimulatedContent content) {
        return !opened.contains(place) && content.author() != traits.blocked()
                && !content.tags().contains(traits.muted());
    }

    void noteOpened(int place, boolean enjoys) {
        if (opened.add(place) && enjoys) {
            enjoyed.add(place);
        }
    }

    /** One of the contents the user enjoyed before; -1 where there is none. */
    int favourite(Chance chance) {
        return enjoyed.isEmpty() ? -1 : enjoyed.get(chance.below(enjoyed.size()));
    }
}
