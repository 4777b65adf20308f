package io.graphrecall.loaders.world;

import com.carrotsearch.hppc.IntHashSet;

import java.util.List;

/** A user of the simulated world, with what the simulation remembers of it. Not thread-safe. */
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
        COLD
    }

    private final String id;
    private final Kind kind;
    private final List<Integer> fields;
    private final int tag;
    private final double activity;
    private final IntHashSet opened = new IntHashSet(8);

    /**
     * @param fields   places of the fields this user likes, the dearest first
     * @param tag      place of the tag this user likes best within each of them
     * @param activity how often this user comes, in proportion to others
     */
    SimulatedUser(String id, Kind kind, List<Integer> fields, int tag, double activity) {
        this.id = id;
        this.kind = kind;
        this.fields = List.copyOf(fields);
        this.tag = tag;
        this.activity = activity;
    }

    String id() {
        return id;
    }

    Kind kind() {
        return kind;
    }

    List<Integer> fields() {
        return fields;
    }

    int tag() {
        return tag;
    }

    double activity() {
        return kind == Kind.COLD ? 0 : activity;
    }

    boolean opened(int content) {
        return opened.contains(content);
    }

    void open(int content) {
        opened.add(content);
    }
}
