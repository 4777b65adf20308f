package io.graphrecall.world;

import com.carrotsearch.hppc.IntArrayList;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Sampler of items by tag and field, where the first items of each list are the most frequent. Immutable. */
final class ItemSampler {

    private final List<IntArrayList> byTag = new ArrayList<>();
    private final List<IntArrayList> byField = new ArrayList<>();
    private final IntArrayList all = new IntArrayList();

    /** @param items items by number */
    ItemSampler(List<SimulatedItem> items, WorldVocabulary vocabulary) {
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

    /**
     * Draws the number of an item for an intent, otherwise of its field, otherwise of any field. There must be at least
     * one item.
     */
    int forIntent(Intent intent, SeededRandom random) {
        boolean byIntent = random.nextBoolean(0.6);
        IntArrayList list = byIntent && !byTag.get(intent.tag()).isEmpty()
                ? byTag.get(intent.tag())
                : byField.get(intent.field());
        return list.isEmpty() ? any(random) : list.get(random.nextZipf(list.size()));
    }

    int any(SeededRandom random) {
        return all.get(random.nextInt(all.size()));
    }
}
