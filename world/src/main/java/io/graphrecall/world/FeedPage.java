package io.graphrecall.world;

import io.graphrecall.world.ClickModel.Click;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One page of the feed, from top to bottom. The page is constructed from its outcome: the opened contents are known.
 * Those opened because of their position are on top. The others are more often above than below the contents that are
 * not opened.
 */
final class FeedPage {

    private record Slot(int rank, double height) {}

    private final List<Slot> slots = new ArrayList<>();
    private final Set<Integer> ranks = new HashSet<>();

    void add(Click click, SeededRandom random) {
        double height = click.motive() == Motive.POSITION ? 2 : StrictMath.cbrt(random.nextDouble());
        add(click.rank(), height);
    }

    /** Adds a content that is not opened, unless it is on the page already. */
    void addUnopened(int rank, SeededRandom random) {
        add(rank, random.nextDouble());
    }

    /** Returns the ranks of the shown contents, top first. */
    List<Integer> topToBottom() {
        return slots.stream().sorted(Comparator.comparingDouble(Slot::height).reversed()).map(Slot::rank).toList();
    }

    private void add(int rank, double height) {
        if (ranks.add(rank)) {
            slots.add(new Slot(rank, height));
        }
    }
}
