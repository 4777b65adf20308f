package io.graphrecall.world;

import io.graphrecall.world.Clicks.Click;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What stands in the feed at once, from the top. It is laid out from its end: what will be opened is known, those opened
 * for their place stand on top, and the others are more often above than below what is passed over.
 */
final class FeedPage {

    private record Slot(int place, double height) {}

    private final List<Slot> slots = new ArrayList<>();
    private final Set<Integer> places = new HashSet<>();

    void add(Click click, Chance chance) {
        double height = click.motive() == Motive.POSITION ? 2 : StrictMath.cbrt(chance.fraction());
        add(click.place(), height);
    }

    /** Adds a content that will be passed over, unless it stands there already. */
    void addUnopened(int place, Chance chance) {
        add(place, chance.fraction());
    }

    /** The places on the shelf of what is shown, from the top. */
    List<Integer> fromTheTop() {
        return slots.stream().sorted(Comparator.comparingDouble(Slot::height).reversed()).map(Slot::place).toList();
    }

    private void add(int place, double height) {
        if (places.add(place)) {
            slots.add(new Slot(place, height));
        }
    }
}
