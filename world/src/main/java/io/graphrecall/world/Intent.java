package io.graphrecall.world;

/**
 * Current purpose of a user.
 *
 * @param tag number of the tag
 */
record Intent(int tag) {

    int field() {
        return tag / WorldVocabulary.TAGS;
    }

    /**
     * Returns the match of a content of the field: the tag has the largest weight, then the subcategory associated with
     * it.
     */
    double match(SimulatedContent content) {
        double aboutTag = content.tags().contains(tag) ? 4 : 1;
        return aboutTag * (content.subcategory() == tag % 3 ? 1.5 : 1);
    }
}
