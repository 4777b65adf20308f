package io.graphrecall.metapath.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RecallException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetaPathTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "User-CLICKED->Content-HAS_TAG->Tag<-HAS_TAG-Content",
        "Content<-CLICKED|LIKED-User-CLICKED|LIKED->Content",
        "Content-IN_CATEGORY|HAS_ATTRIBUTE->Category|Attribute-CHILD_OF*->Category|Attribute",
        "User-SEARCHED->Query-LED_TO->Content"})
    void writesWhatItRead(String text) {
        assertThat(MetaPath.parse(text)).hasToString(text);
        assertThat(MetaPath.parse(text).reversed().reversed()).hasToString(text);
    }

    @Test
    void readsLabelsTypesAndDirections() {
        MetaPath path = MetaPath.parse(" User -CLICKED-> Content <-LED_TO- Query ");

        assertThat(path.from()).isEqualTo(NodeLabel.USER);
        assertThat(path.to()).isEqualTo(NodeLabel.QUERY);
        assertThat(path.steps()).extracting(MetaPath.Step::forward).containsExactly(true, false);
        assertThat(path).hasToString("User-CLICKED->Content<-LED_TO-Query");
    }

    @Test
    void knowsWhichPathsLeadBothWaysAlike() {
        assertThat(MetaPath.parse("Content-HAS_TAG->Tag<-HAS_TAG-Content").symmetric()).isTrue();
        assertThat(MetaPath.parse("Content-HAS_TAG->Tag<-HAS_TAG-Item").symmetric()).isFalse();
        assertThat(MetaPath.parse("Tag-CHILD_OF->Tag").symmetric()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "User-CLICKED->Content-HAS_TAG->Category; step 2; HAS_TAG leads from Content or Item or Query to Tag",
        "User<-CLICKED-Content; step 1; CLICKED leads from User to Content, not from Content to User",
        "User-CLICKED->Content->Tag; step 2; -TYPE->",
        "User-CLICKED->Contents; step 1; there is no label 'Contents'",
        "User-CLICK->Content; step 1; there is no relationship type 'CLICK'",
        "User-CLICKED->; step 1; a label is wanted",
        "User-->Content; step 1; there is no relationship type ''",
        "User; step 1; a step is wanted",
        "User-CLICKED->Content-HAS_TAG*->Tag; step 2; a step that is repeated leads to the labels",
        "Content-HAS_TAG->Tag|Category; step 1; no relationship of this step ends at Category"})
    void pointsAtTheStepThatCannotBeMeant(String text, String step, String reason) {
        assertThatThrownBy(() -> MetaPath.parse(text)).isInstanceOf(RecallException.class)
                .hasMessageContaining(step).hasMessageContaining(reason);
    }

    @Test
    void refusesPathSimWhereThePathDoesNotReadTheSameFromItsEnd() {
        assertThatThrownBy(() -> MetaPathParameters.of("p", "User-CLICKED->Content", Measure.PATHSIM))
                .isInstanceOf(RecallException.class).hasMessageContaining("read the same from their end");
    }
}
