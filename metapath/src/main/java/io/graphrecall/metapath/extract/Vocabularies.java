package io.graphrecall.metapath.extract;

import io.graphrecall.metapath.graph.Keys;

/** The keys that contents, items and queries point at, while they are being read. */
record Vocabularies(Keys tags, Keys categories, Keys attributes, Keys terms) {

    Vocabularies() {
        this(new Keys(), new Keys(), new Keys(), new Keys());
    }
}
