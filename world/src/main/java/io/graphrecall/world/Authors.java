package io.graphrecall.world;

import io.graphrecall.world.SeededRandom.Stream;

/**
 * Users who publish: 5 % of the users, but at least one per field. An author has one field and one visual style.
 * Nothing is stored; everything is derived from the author's number.
 */
final class Authors {

    /** Number of visual styles. */
    static final int STYLES = 8;

    private static final int USERS_PER_AUTHOR = 20;

    private final WorldParameters parameters;
    private final int fields;
    private final int authorsPerField;

    Authors(WorldParameters parameters, int fields) {
        this.parameters = parameters;
        this.fields = fields;
        authorsPerField = Math.max(1, parameters.users() / USERS_PER_AUTHOR / fields);
    }

    /** Draws an author of a field. Publications per author follow a Zipf distribution. */
    int draw(int field, SeededRandom random) {
        return field + fields * random.nextZipf(authorsPerField);
    }

    /** Returns the number of the author's user. With fewer users than fields, one user is several authors. */
    int user(int author) {
        int stride = Math.max(1, parameters.users() / (fields * authorsPerField));
        return author * stride % parameters.users();
    }

    int style(int author) {
        return SeededRandom.of(parameters.seed(), Stream.AUTHOR, author).nextInt(STYLES);
    }
}
