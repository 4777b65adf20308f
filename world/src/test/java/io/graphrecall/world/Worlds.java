package io.graphrecall.world;

/** Parameters of worlds that differ from others in one of them. */
final class Worlds {

    private Worlds() {}

    static WorldParameters withItems(WorldParameters of, int items) {
        return new WorldParameters(of.users(), of.contents(), items, of.events(), of.seed(), of.end(), of.span(),
                of.noise(),
                of.querySignal(), of.media(), of.dimension());
    }

    static WorldParameters withNoise(WorldParameters of, double noise, double querySignal) {
        return new WorldParameters(of.users(), of.contents(), of.items(), of.events(), of.seed(), of.end(), of.span(),
                noise,
                querySignal, of.media(), of.dimension());
    }

    static WorldParameters withDimension(WorldParameters of, int dimension) {
        return new WorldParameters(of.users(), of.contents(), of.items(), of.events(), of.seed(), of.end(), of.span(),
                of.noise(), of.querySignal(), of.media(), dimension);
    }
}
