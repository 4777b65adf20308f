package io.graphrecall.pipeline.state;

import java.util.ArrayList;
import java.util.List;

/** The newest of many engagements, which arrive in any order. Not thread-safe. */
final class NewestEngagements {

    private final int max;
    private final List<Engagement> held = new ArrayList<>();

    /** @param max number of engagements to keep */
    NewestEngagements(int max) {
        this.max = max;
    }

    void add(Engagement engagement) {
        held.add(engagement);
        if (held.size() == 2 * max) {
            removeOldest();
        }
    }

    /** Returns the number of engagements in memory. */
    int held() {
        return held.size();
    }

    /** Returns the newest ones, the oldest first; equally old ones in the order of their arrival. */
    List<Engagement> oldestFirst() {
        removeOldest();
        return List.copyOf(held);
    }

    private void removeOldest() {
        held.sort(Engagement.BY_TIME);
        held.subList(0, Math.max(0, held.size() - max)).clear();
    }
}
