package io.graphrecall.loaders.world;

import java.util.ArrayList;
import java.util.List;

/** The contents as users come across them: by field, and by how many like them. */
final class ContentShelf {

    private static final int NONE = -1;
    private static final int LOOKS = 6;

    private final List<SimulatedContent> contents;
    private final List<List<Integer>> byField = new ArrayList<>();
    private final Weights popularity;

    /** @param contents in the order of their publication */
    ContentShelf(List<SimulatedContent> contents, int fields) {
        this.contents = contents;
        for (int field = 0; field < fields; field++) {
            byField.add(new ArrayList<>());
        }
        double[] weights = new double[contents.size()];
        for (int i = 0; i < weights.length; i++) {
            byField.get(contents.get(i).field()).add(i);
            weights[i] = Math.pow(contents.get(i).quality(), 2);
        }
        popularity = new Weights(weights);
    }

    SimulatedContent content(int place) {
        return contents.get(place);
    }

    /**
     * The best of a few contents of a field that are there at a time and that the user has not opened; the younger half
     * is looked at more. Returns a place, or -1.
     *
     * @param tag    a tag the user likes or looks for
     * @param narrow a narrow category the user just came from, or -1
     */
    int ofField(int field, int tag, int narrow, SimulatedUser user, long at, Chance chance) {
        List<Integer> places = byField.get(field);
        int published = published(places, at);
        int best = NONE;
        double bestScore = 0;
        for (int look = 0; look < LOOKS && published > 0; look++) {
            int from = chance.happens(0.5) ? published / 2 : 0;
            int place = places.get(from + chance.below(published - from));
            SimulatedContent content = contents.get(place);
            double score = content.quality() * (content.tags().contains(tag) ? 3 : 1)
                    * (content.narrow() == narrow ? 2 : 1);
            if (score > bestScore && content.visible(at) && !user.opened(place)) {
                best = place;
                bestScore = score;
            }
        }
        return best;
    }

    /** A content that many like, whatever it is about. Returns a place, or -1. */
    int popular(SimulatedUser user, long at, Chance chance) {
        for (int look = 0; look < LOOKS; look++) {
            int place = popularity.draw(chance);
            if (contents.get(place).visible(at) && !user.opened(place)) {
                return place;
            }
        }
        return NONE;
    }

    private int published(List<Integer> places, long at) {
        int low = 0;
        int high = places.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (contents.get(places.get(middle)).publishedAt() <= at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
