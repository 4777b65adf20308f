package io.graphrecall.retrieval.tables;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.PhraseForm;
import io.graphrecall.retrieval.QueryReader;
import io.graphrecall.retrieval.QueryVocabulary;
import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.CategoryPath;

import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Builds the query vocabulary from the names of tags, categories and attributes. The weight of a name that several
 * categories or attributes of contents share is divided between them. The name of a category also names its ancestors,
 * with a smaller weight.
 */
final class VocabularyBuild {

    /** Weight factor of a parent category. */
    private static final float PARENT_WEIGHT = 0.5f;

    private final Map<FeatureSpace, Map<String, Map<Integer, Float>>> meanings = new EnumMap<>(FeatureSpace.class);
    private final Map<FeatureSpace, Integer> columns = new EnumMap<>(FeatureSpace.class);

    private VocabularyBuild() {}

    /**
     * @param usedCategories categories of contents
     * @param usedAttributes attributes of contents
     */
    static QueryVocabulary of(
            NodeIndex tags,
            Map<String, List<String>> synonyms,
            NodeIndex categories,
            BitSet usedCategories,
            NodeIndex attributes,
            BitSet usedAttributes,
            int attributeFeatures) {
        VocabularyBuild build = new VocabularyBuild();
        build.addTags(tags, synonyms);
        build.addCategories(categories, usedCategories);
        build.addAttributes(attributes, usedAttributes);
        build.columns.put(FeatureSpace.ATTRIBUTE, attributeFeatures);
        return build.vocabulary();
    }

    private void addTags(NodeIndex tags, Map<String, List<String>> synonyms) {
        columns.put(FeatureSpace.TAG, tags.size());
        for (int tag = 0; tag < tags.size(); tag++) {
            add(FeatureSpace.TAG, tags.key(tag), tag, 1);
            for (String synonym : synonyms.getOrDefault(tags.key(tag), List.of())) {
                add(FeatureSpace.TAG, synonym, tag, 1);
            }
        }
    }

    private void addCategories(NodeIndex categories, BitSet used) {
        columns.put(FeatureSpace.CATEGORY, categories.size());
        Map<String, Integer> nameCounts = new TreeMap<>();
        used.stream().mapToObj(categories::key).forEach(
                key -> nameCounts.merge(PhraseForm.of(CategoryPath.ofKey(key).name()), 1, Integer::sum));
        for (int category = 0; category < categories.size(); category++) {
            CategoryPath path = CategoryPath.ofKey(categories.key(category));
            float weight = 1f / nameCounts.getOrDefault(PhraseForm.of(path.name()), 1);
            for (CategoryPath level : path.levels().reversed()) {
                int feature = categories.ordinal(level.key());
                if (feature >= 0) {
                    add(FeatureSpace.CATEGORY, path.name(), feature, weight);
                }
                weight *= PARENT_WEIGHT;
            }
        }
    }

    private void addAttributes(NodeIndex attributes, BitSet used) {
        Map<String, Integer> nameCounts = new TreeMap<>();
        used.stream().filter(attribute -> attribute < attributes.size()).mapToObj(attributes::key).forEach(
                key -> nameCounts.merge(PhraseForm.of(AttributeValue.ofKey(key).value()), 1, Integer::sum));
        for (int attribute = 0; attribute < attributes.size(); attribute++) {
            String value = AttributeValue.ofKey(attributes.key(attribute)).value();
            add(FeatureSpace.ATTRIBUTE, value, attribute,
                    1f / nameCounts.getOrDefault(PhraseForm.of(value), 1));
        }
    }

    private void add(FeatureSpace space, String name, int feature, float weight) {
        String phrase = PhraseForm.of(name);
        if (QueryReader.isSearchable(phrase)) {
            meanings.computeIfAbsent(space, s -> new TreeMap<>()).computeIfAbsent(phrase, p -> new TreeMap<>())
                    .merge(feature, weight, Math::max);
        }
    }

    private QueryVocabulary vocabulary() {
        NodeIndex phrases = NodeIndex.of(
                meanings.values().stream().map(Map::keySet).flatMap(Collection::stream).sorted().distinct().toList());
        Map<FeatureSpace, CsrTable> tables = new EnumMap<>(FeatureSpace.class);
        columns.forEach((space, count) -> {
            CsrTable.Builder table = CsrTable.builder(count);
            Map<String, Map<Integer, Float>> spaceMeanings = meanings.getOrDefault(space, Map.of());
            for (String phrase : phrases.keys()) {
                spaceMeanings.getOrDefault(phrase, Map.of()).forEach(table::add);
                table.endRow();
            }
            tables.put(space, table.build());
        });
        return new QueryVocabulary(phrases, tables);
    }
}
