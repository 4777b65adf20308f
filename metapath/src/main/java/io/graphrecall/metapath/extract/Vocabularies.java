package io.graphrecall.metapath.extract;

import io.graphrecall.metapath.graph.KeyNumbering;

/** Keys of the tags, categories, attributes and terms that have been read so far. */
record Vocabularies(KeyNumbering tags, KeyNumbering categories, KeyNumbering attributes, KeyNumbering terms) {

    Vocabularies() {
        this(new KeyNumbering(), new KeyNumbering(), new KeyNumbering(), new KeyNumbering());
    }
}
