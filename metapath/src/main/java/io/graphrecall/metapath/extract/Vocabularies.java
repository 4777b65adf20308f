package io.graphrecall.metapath.extract;

import io.graphrecall.metapath.graph.KeyNumbering;

/** The keys that contents, items and queries point at, while they are being read. */
record Vocabularies(KeyNumbering tags, KeyNumbering categories, KeyNumbering attributes, KeyNumbering terms) {

    Vocabularies() {
        this(new KeyNumbering(), new KeyNumbering(), new KeyNumbering(), new KeyNumbering());
    }
}
