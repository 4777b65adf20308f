package io.graphrecall.retrieval.similar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.retrieval.FeatureSpace;
import io.graphrecall.retrieval.FeatureTables;
import io.graphrecall.schema.Progress;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

class FeatureNeighboursTest {

    private static final int FEATURES = 8;
    private static final float[] IDF = {0.1f, 0.3f, 0.5f, 1, 1.5f, 2, 2.5f, 3};
    private static final float[] RELEVANCE = {5, 1, 2, 0.5f, 0.5f, 1, 0.2f, 0.1f};

    @Property
    void findsTheLargestCosinesOfAllPairs(
            @ForAll @Size(min = 1, max = 40) List<Set<@IntRange(max = FEATURES - 1) Integer>> contents,
            @ForAll @IntRange(min = 1, max = 10) int neighbours) {
        SimilarParameters parameters = new SimilarParameters(Map.of(FeatureSpace.CATEGORY, 1.0), neighbours, 1000);
        CsrTable table = new FeatureNeighbours(Map.of(FeatureSpace.CATEGORY, tables(contents)), parameters)
                .contentNeighbours(7, Progress.NONE);

        for (int row = 0; row < contents.size(); row++) {
            int from = row;
            double[] expected = IntStream.range(0, contents.size()).filter(other -> other != from)
                    .mapToObj(other -> cosine(contents.get(from), contents.get(other))).filter(cosine -> cosine > 0)
                    .sorted(Comparator.reverseOrder()).limit(neighbours).mapToDouble(Double::doubleValue).toArray();
            double[] actual = new double[table.end(row) - table.start(row)];
            for (int i = 0; i < actual.length; i++) {
                actual[i] = table.weight(table.start(row) + i);
                int column = table.column(table.start(row) + i);
                assertThat(column).isNotEqualTo(row);
                assertThat(actual[i]).isCloseTo(cosine(contents.get(row), contents.get(column)), within(1e-5));
            }
            assertThat(actual).containsExactly(expected, within(1e-5));
        }
    }

    @Test
    void identicalContentsAreSampledWithinTheBudget() {
        List<Set<Integer>> contents = IntStream.range(0, 5000).mapToObj(i -> Set.of(0)).toList();
        SimilarParameters parameters = new SimilarParameters(Map.of(FeatureSpace.CATEGORY, 1.0), 10, 100);
        CsrTable table = new FeatureNeighbours(Map.of(FeatureSpace.CATEGORY, tables(contents)), parameters)
                .contentNeighbours(7, Progress.NONE);

        assertThat(table.size()).isEqualTo(50_000);
        assertThat(Arrays.stream(table.columnArray()).distinct().count()).isGreaterThan(4000);
    }

    @Test
    void spacesAreWeighted() {
        List<Set<Integer>> categories = List.of(Set.of(3), Set.of(3), Set.of(4));
        List<Set<Integer>> attributes = List.of(Set.of(3), Set.of(4), Set.of(3));
        Map<FeatureSpace, FeatureTables> features = Map
                .of(FeatureSpace.CATEGORY, tables(categories), FeatureSpace.ATTRIBUTE, tables(attributes));

        assertThat(nearestToFirst(features, 1, 3)).isEqualTo(2);
        assertThat(nearestToFirst(features, 3, 1)).isEqualTo(1);
    }

    @Test
    void findsSimilarContentsOfItems() {
        FeatureTables contents = tables(List.of(Set.of(1, 7), Set.of(2)));
        CsrTable items = table(List.of(Set.of(7), Set.of(5)));
        FeatureTables both = new FeatureTables(contents.index(), contents.index(), IDF, contents.relevance(),
                contents.contents(), items, CsrTable.empty(0, FEATURES), contents.postings());
        CsrTable found = new FeatureNeighbours(Map.of(FeatureSpace.TAG, both),
                SimilarParameters.DEFAULT.with(Map.of(FeatureSpace.TAG, 1.0), 5)).itemNeighbours(0, Progress.NONE);

        assertThat(found.columnArray()).containsExactly(0);
        assertThat(found.end(0)).isEqualTo(1);
        assertThat(found.end(1)).isEqualTo(1);
    }

    private static int nearestToFirst(
            Map<FeatureSpace, FeatureTables> features, double categories, double attributes) {
        SimilarParameters parameters = SimilarParameters.DEFAULT.with(
                Map.of(FeatureSpace.CATEGORY, categories, FeatureSpace.ATTRIBUTE, attributes), 1);
        return new FeatureNeighbours(features, parameters).contentNeighbours(0, Progress.NONE).column(0);
    }

    private static FeatureTables tables(List<Set<Integer>> contents) {
        CsrTable table = table(contents);
        NodeIndex index = NodeIndex.of(IntStream.range(0, FEATURES).mapToObj(i -> "f" + i).toList());
        CsrTable none = CsrTable.empty(0, FEATURES);
        return new FeatureTables(
                index, index, IDF, RELEVANCE, table, none, none, table.transpose());
    }

    private static CsrTable table(List<Set<Integer>> rows) {
        CsrTable.Builder table = CsrTable.builder(FEATURES);
        for (Set<Integer> row : rows) {
            new TreeSet<>(row).forEach(feature -> table.add(feature, 1));
            table.endRow();
        }
        return table.build();
    }

    private static double cosine(Set<Integer> one, Set<Integer> other) {
        double product = one.stream().filter(other::contains).mapToDouble(FeatureNeighboursTest::square).sum();
        return product == 0 ? 0 : product / (length(one) * length(other));
    }

    private static double length(Set<Integer> features) {
        return Math.sqrt(features.stream().mapToDouble(FeatureNeighboursTest::square).sum());
    }

    private static double square(int feature) {
        double weight = (double) IDF[feature] * RELEVANCE[feature];
        return weight * weight;
    }
}
