package io.graphrecall.world;

import io.graphrecall.world.Chance.Stream;

/**
 * The users who publish: one in twenty, but at least one for each field of interest. An author has one field and one
 * visual style. Nothing is held in memory; everything is drawn again from the author's number.
 */
final class Authors {

    /** How many visual styles there are. */
    static final int STYLES = 8;

    private static final int USERS_AN_AUTHOR = 20;

    private final WorldParameters parameters;
    private final int fields;
    private final int ofField;

    Authors(WorldParameters parameters, int fields) {
        this.parameters = parameters;
        this.fields = fields;
        ofField = Math.max(1, parameters.users() / USERS_AN_AUTHOR / fields);
    }

    /** An author of a field; few of them publish most, after Zipf. */
    int draw(int field, Chance chance) {
        return field + fields * chance.zipfBelow(ofField);
    }

    int field(int author) {
        return author % fields;
    }

    /** The number of the user who is this author. With fewer users than fields one user is several authors. */
    int user(int author) {
        int apart = Math.max(1, parameters.users() / (fields * ofField));
        return author * apart % parameters.users();
    }

    int style(int author) {
        return Chance.of(parameters.seed(), Stream.AUTHOR, author).below(STYLES);
    }
}
