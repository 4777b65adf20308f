package io.graphrecall.content.classify;

import io.graphrecall.schema.WireNamed;

/** Source of a field of a record. */
public enum Source implements WireNamed {
    /** Given in the record. */
    GIVEN,
    /** Named in the text: by name, synonym or hashtag. */
    TEXT,
    /** Predicted from the meaning of the text. */
    MEANING,
    /** Predicted from pictures, frames and sound. */
    FRAMES;
}
