package io.graphrecall.world;

/**
 * What a user is after for a while.
 *
 * @param tag number of the tag
 */
record Intent(int tag) {

    int field() {
        return tag / WorldVocabulary.TAGS;
    }

    /** How well a content of the field suits: the tag counts most, then the narrow category that goes with it. */
    double match(SimulatedContent content) {
        double aboutTag = content.tags().contains(tag) ? 4 : 1;
        return aboutTag * (content.narrow() == tag % 3 ? 1.5 : 1);
    }
}
