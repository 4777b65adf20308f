package io.graphrecall.content.classify;

import java.util.Locale;

/** Source of a field of a record. */
public enum Source {
    /** Given in the record. */
    GIVEN,
    /** Named in the text: by name, synonym or hashtag. */
    TEXT,
    /** Predicted from the meaning of the text. */
    MEANING,
    /** Predicted from pictures, frames and sound. */
    FRAMES;

    /** Name in the graph and in files, in lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
