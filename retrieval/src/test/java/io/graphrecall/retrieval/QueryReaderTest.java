package io.graphrecall.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.generation.CsrTable;
import io.graphrecall.generation.NodeIndex;
import io.graphrecall.metapath.sparse.SparseVector;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class QueryReaderTest {

    private static final NodeIndex PHRASES = NodeIndex.of(List.of("french nail", "gel", "nail", "opi", "法式美甲", "美甲"));

    /** Tags: 0 nails, 1 French nails, 2 gel. */
    private static final CsrTable TAGS = BinaryTable.of(3, new int[][] {{1}, {2}, {0}, {}, {1}, {0}});

    /** Attributes: 0 brand OPI. */
    private static final CsrTable ATTRIBUTES = BinaryTable.of(1, new int[][] {{}, {}, {}, {0}, {}, {}});

    private final QueryReader reader = new QueryReader(
            new QueryVocabulary(PHRASES, Map.of(FeatureSpace.TAG, TAGS, FeatureSpace.ATTRIBUTE, ATTRIBUTES)),
            NodeIndex.of(List.of("gel", "polish")), new float[] {1, 1}, text -> List.of(text.split(" ")));

    @Test
    void findsNamesAtWordBoundaries() {
        FeatureArrays features = reader.read("OPI Gel polish");

        assertThat(features.vector(FeatureSpace.TAG)).satisfies(tags -> {
            assertThat(tags.ordinals()).containsExactly(2);
            assertThat(tags.weights()).as("3 of 12 letters").containsExactly(0.25f);
        });
        assertThat(features.vector(FeatureSpace.ATTRIBUTE).ordinals()).containsExactly(0);
        assertThat(reader.read("angel snail").vector(FeatureSpace.TAG).isEmpty()).isTrue();
    }

    @Test
    void findsChineseNamesWithinAText() {
        assertThat(reader.read("春天美甲教程").vector(FeatureSpace.TAG).ordinals()).containsExactly(0);
    }

    @Test
    void aNameWithinALongerNameCountsHalf() {
        assertThat(reader.read("French Nails").vector(FeatureSpace.TAG)).satisfies(tags -> {
            assertThat(tags.ordinals()).containsExactly(1, 0);
            assertThat(tags.weights()).containsExactly(1, 0.5f);
        });
        assertThat(reader.read("法式美甲").vector(FeatureSpace.TAG).weight(0)).isEqualTo(0.5f);
        assertThat(reader.read("法式美甲 美甲").vector(FeatureSpace.TAG).weight(0)).isEqualTo(1);
    }

    @Test
    void unknownTermsShortenTheVectorOfTheKnownOnes() {
        SparseVector terms = reader.read("gel polish unknown").vector(FeatureSpace.TERM);

        assertThat(terms.ordinals()).containsExactly(0, 1);
        assertThat(terms.weights()[0]).isEqualTo((float) Math.sqrt(1 / 3.0));
        assertThat(reader.read("gel polish").vector(FeatureSpace.TERM).weight(0)).isEqualTo((float) Math.sqrt(0.5));
    }

    @Test
    void misspeltWordsAreCorrectedOnDemand() {
        for (String misspelt : List.of("polsh", "ploish", "polisch", "pqlish")) {
            assertThat(corrected(misspelt)).isEqualTo("polish");
            assertThat(corrected("gel, " + misspelt)).isEqualTo("gel polish");
            assertThat(reader.read(misspelt).vectors()).as(misspelt).isEmpty();
        }
        assertThat(corrected("gell, gel")).as("too short").isEqualTo("gell, gel");
        assertThat(corrected("dolish, gel")).as("another first letter").isEqualTo("dolish, gel");
        assertThat(corrected("gel-polish")).as("known").isEqualTo("gel-polish");
        assertThat(reader.corrected("ploish polsh", "ploish"::equals)).as("new").isEqualTo("ploish polish");
    }

    @Test
    void wordsThatNameAFeatureAreNotCorrected() {
        QueryReader ofNames = new QueryReader(
                new QueryVocabulary(PHRASES, Map.of(FeatureSpace.TAG, TAGS)), NodeIndex.of(List.of("franch")),
                new float[] {1}, text -> List.of(text.split(" ")));

        assertThat(ofNames.corrected("french nail", word -> false)).isEqualTo("french nail");
        assertThat(ofNames.corrected("french coat", word -> false)).isEqualTo("franch coat");
    }

    private String corrected(String text) {
        return reader.corrected(text, word -> false);
    }

    @Test
    void aTextWithoutKnownNamesHasNoFeatures() {
        assertThat(reader.read("weather tomorrow").vectors()).isEmpty();
        assertThat(reader.read("!!!").vectors()).isEmpty();
    }
}
