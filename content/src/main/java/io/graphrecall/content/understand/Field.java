package io.graphrecall.content.understand;

import io.graphrecall.schema.WireNamed;

/** Field of a record that content understanding predicts. */
public enum Field implements WireNamed {
    TAGS,
    CATEGORY,
    ATTRIBUTES;
}
