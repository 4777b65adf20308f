package io.graphrecall.blend.fit;

/**
 * Shape of a learned blend: what the model computes, as opposed to the weights that are fitted.
 *
 * @param hiddenUnits hidden units of the network; 0 gives a linear model
 * @param popularity  true if the popularity of a candidate is a feature
 */
record BlendShape(int hiddenUnits, boolean popularity) {

    /** The smallest network in which more units did not help. */
    static final int UNITS = 16;

    static final BlendShape LINEAR = new BlendShape(0, false);
    static final BlendShape NETWORK = new BlendShape(UNITS, false);

    BlendShape withPopularity() {
        return new BlendShape(hiddenUnits, true);
    }
}
