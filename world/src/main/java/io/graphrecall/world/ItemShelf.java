package io.graphrecall.world;

import com.carrotsearch.hppc.IntArrayList;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The items as users come across them: by tag and by field, the first of each list most often. Immutable. */
final class ItemShelf {

    private final List<IntArrayList> byTag = new ArrayList<>();
    private final List<IntArrayList> byField = new ArrayList<>();
    private final IntArrayList all = new IntArrayList();

    /** @param items by number */
    ItemShelf(List<SimulatedItem> items, WorldVocabulary vocabulary) {
        int fields = vocabulary.fields().size();
        IntStream.range(0, fields).forEach(field -> byField.add(new IntArrayList()));
        IntStream.range(0, fields * WorldVocabulary.TAGS).forEach(tag -> byTag.add(new IntArrayList()));
        for (int number = 0; number < items.size(); number++) {
            byField.get(items.get(number).field()).add(number);
            byTag.get(items.get(number).tag()).add(number);
            all.add(number);
        }
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** The number of an item for an intent, else of its field, else of any item. There must be one. */
    int forIntent(Intent intent, Chance chance) {
        boolean fitting = chance.happens(0.6);
        IntArrayList list = fitting && !byTag.get(intent.tag()).isEmpty()
                ? byTag.get(intent.tag())
                : byField.get(intent.field());
        return list.isEmpty() ? any(chance) : list.get(chance.zipfBelow(list.size()));
    }

    int any(Chance chance) {
        return all.get(chance.below(all.size()));
    }
}
