package io.graphrecall.world;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.IntHashSet;
import io.graphrecall.schema.WireNamed;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** User of the simulated world and the contents opened so far. Not thread-safe. */
final class SimulatedUser {

    /** Usage pattern of a user. */
    enum Kind implements WireNamed {
        /** Reads and watches, sometimes shops and searches. */
        READER,
        /** Only shops. */
        SHOPPER,
        /** Only searches and never opens a result. */
        SEARCHER,
        /** Registered, but without history. */
        COLD;
    }

    /**
     * Long-term interest.
     *
     * @param tag       number of the preferred tag within the field
     * @param secondTag number of the second most preferred tag
     * @param value     number of the preferred value of the field's property
     */
    record Interest(int field, double weight, int tag, int secondTag, int value) {}

    /**
     * Fixed characteristics of a user.
     *
     * @param interests long-term interests, strongest first
     * @param styles    numbers of the preferred visual styles
     * @param follows   author numbers
     * @param blocked   author number, or -1
     * @param muted     tag number, or -1
     * @param joined    fraction of the span before the user's first visit, from 0 to below 1
     */
    record Traits(Kind kind, List<Interest> interests, List<Integer> styles, List<Integer> follows, int blocked,
            int muted, double joined) {}

    private final int number;
    private final Traits traits;
    private final IntHashSet followed = new IntHashSet(8);
    private final IntHashSet opened = new IntHashSet(16);
    private final IntArrayList enjoyed = new IntArrayList(0);
    private int temporaryInterest = -1;

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

    /** Sets the field of the temporary interest, or -1. */
    void setTemporaryInterest(int field) {
        temporaryInterest = field;
    }

    int temporaryInterest() {
        return temporaryInterest;
    }

    /** Returns true if a field is among the long-term interests or is the temporary interest. */
    boolean interestedIn(int field) {
        return field == temporaryInterest || interest(field) != null;
    }

    /**
     * Returns the user's affinity to a content relative to other contents of its field, by style, author and property
     * value.
     */
    double affinity(SimulatedContent content) {
        Interest interest = interest(content.field());
        double style = traits.styles().contains(content.style()) ? 2.5 : 1;
        double author = followed.contains(content.author()) ? 2 : 1;
        double value = interest != null && interest.value() == content.value() ? 1.5 : 1;
        return style * author * value;
    }

    private @Nullable Interest interest(int field) {
        for (Interest interest : traits.interests()) {
            if (interest.field() == field) {
                return interest;
            }
        }
        return null;
    }

    /** Returns true if the user may open a content: it was not opened before and is neither blocked nor muted. */
    boolean accepts(int rank, SimulatedContent content) {
        return !opened.contains(rank) && content.author() != traits.blocked()
                && !content.tags().contains(traits.muted());
    }

    void markOpened(int rank, boolean enjoyedIt) {
        if (opened.add(rank) && enjoyedIt) {
            enjoyed.add(rank);
        }
    }

    /** Returns a random previously enjoyed content, or -1 if there is none. */
    int favourite(SeededRandom random) {
        return enjoyed.isEmpty() ? -1 : enjoyed.get(random.nextInt(enjoyed.size()));
    }
}
