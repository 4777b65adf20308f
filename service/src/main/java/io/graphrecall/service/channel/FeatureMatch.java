package io.graphrecall.service.channel;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.metapath.FeatureSpace;
import io.graphrecall.metapath.FeatureSum;
import io.graphrecall.metapath.FeatureTables;
import io.graphrecall.metapath.SparseVector;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.CategoryPath;
import io.graphrecall.schema.NodeLabel;
import io.graphrecall.service.live.LiveContent;
import io.graphrecall.service.live.LiveOverlay;
import io.graphrecall.service.live.ServingSnapshot;

import java.util.List;

/**
 * Scores contents by the features they share with a sparse vector: the generation's through postings, those of the
 * overlay one by one.
 */
final class FeatureMatch {

    private final ServingSnapshot snapshot;
    private final ScoreBoard board;

    FeatureMatch(ServingSnapshot snapshot, ScoreBoard board) {
        this.snapshot = snapshot;
        this.board = board;
    }

    /**
     * Adds {@code scale * wanted(f) * content(f)} to every content for every feature of a space.
     *
     * @param because the reasons so far; the features of {@code wanted} are appended
     */
    void add(FeatureSpace space, SparseVector wanted, float scale, List<Reason> because) {
        int firstReason = because.size();
        FeatureTables tables = snapshot.tables().features(space);
        for (int i = 0; i < wanted.size(); i++) {
            because.add(reason(space, tables.index().key(wanted.ordinals()[i])));
        }
        addKnown(tables.postings(), wanted, scale, index -> firstReason + index);
        addLive(space, wanted, scale, index -> firstReason + index);
    }

    /** The same, with one reason for all features. */
    void add(FeatureSpace space, SparseVector wanted, float scale, int reason) {
        addKnown(snapshot.tables().features(space).postings(), wanted, scale, index -> reason);
        addLive(space, wanted, scale, index -> reason);
    }

    /** Which reason the i-th feature of the wanted vector is. */
    private interface ReasonOf {
        int index(int feature);
    }

    private void addKnown(CsrTable postings, SparseVector wanted, float scale, ReasonOf reasons) {
        LiveOverlay overlay = snapshot.overlay();
        boolean changed = !overlay.contents().isEmpty();
        int[] contents = postings.columnArray();
        float[] weights = postings.weightArray();
        for (int f = 0; f < wanted.size(); f++) {
            float weight = wanted.weights()[f] * scale;
            int reason = reasons.index(f);
            int end = postings.end(wanted.ordinals()[f]);
            for (int i = postings.start(wanted.ordinals()[f]); i < end; i++) {
                if (!changed || !overlay.replaces(contents[i])) {
                    board.add(contents[i], weight * weights[i], reason);
                }
            }
        }
    }

    private void addLive(FeatureSpace space, SparseVector wanted, float scale, ReasonOf reasons) {
        if (wanted.isEmpty() || snapshot.overlay().contents().isEmpty()) {
            return;
        }
        FeatureSum places = new FeatureSum(wanted.size());
        for (int f = 0; f < wanted.size(); f++) {
            places.add(wanted.ordinals()[f], f + 1);
        }
        for (LiveContent content : snapshot.overlay().contents()) {
            SparseVector has = content.features().vector(space);
            for (int i = 0; i < has.size(); i++) {
                int place = (int) places.get(has.ordinals()[i]) - 1;
                if (place >= 0) {
                    board.add(
                            content.content(),
                            scale * wanted.weights()[place] * has.weights()[i],
                            reasons.index(place));
                }
            }
        }
    }

    private static Reason reason(FeatureSpace space, String key) {
        return switch (space) {
            case TAG -> new Reason(NodeLabel.TAG, key);
            case CATEGORY -> new Reason(NodeLabel.CATEGORY, String.join("/", CategoryPath.ofKey(key).path()));
            case ATTRIBUTE -> {
                AttributeValue attribute = AttributeValue.ofKey(key);
                yield new Reason(NodeLabel.ATTRIBUTE, attribute.property() + "=" + attribute.value());
            }
            case TERM -> new Reason(NodeLabel.QUERY, key);
        };
    }
}
