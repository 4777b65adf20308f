package io.graphrecall.metapath.extract;

import io.graphrecall.metapath.graph.KeyNumbering;
import io.graphrecall.metapath.term.Segmenter;

/** Keys of the tags, categories, attributes and terms that have been read so far. */
record Vocabularies(KeyNumbering tags, KeyNumbering categories, KeyNumbering attributes, WordForms words) {

    Vocabularies(Segmenter segmenter) {
        this(new KeyNumbering(), new KeyNumbering(), new KeyNumbering(), new WordForms(segmenter));
    }
}
