package io.graphrecall.metapath.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RecallException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class MetaPathTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "User-CLICKED->Content-HAS_TAG->Tag<-HAS_TAG-Content",
        "Content<-CLICKED|LIKED-User-CLICKED|LIKED->Content",
        "Content-IN_CATEGORY|HAS_ATTRIBUTE->Category|Attribute-CHILD_OF*->Category|Attribute",
        "User-SEARCHED->Query-LED_TO->Content"})
    void theTextFormOfAParsedPathIsTheSame(String text) {
        assertThat(MetaPath.parse(text)).hasToString(text);
        assertThat(MetaPath.parse(text).reversed().reversed()).hasToString(text);
    }

    @Test
    void parsesLabelsTypesAndDirections() {
        MetaPath path = MetaPath.parse(" User -CLICKED-> Content <-LED_TO- Query ");

        assertThat(path.positions()).containsExactly(
                List.of(NodeLabel.USER), List.of(NodeLabel.CONTENT), List.of(NodeLabel.QUERY));
        assertThat(path.steps()).extracting(MetaPath.Step::forward).containsExactly(true, false);
        assertThat(path).hasToString("User-CLICKED->Content<-LED_TO-Query");
    }

    @Test
    void aPathThatEqualsItsReverseIsSymmetric() {
        assertThat(MetaPath.parse("Content-HAS_TAG->Tag<-HAS_TAG-Content").isSymmetric()).isTrue();
        assertThat(MetaPath.parse("Content-HAS_TAG->Tag<-HAS_TAG-Item").isSymmetric()).isFalse();
        assertThat(MetaPath.parse("Tag-CHILD_OF->Tag").isSymmetric()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "User-CLICKED->Content-HAS_TAG->Category; Step 2; HAS_TAG connects Content or Item or Query to Tag",
        "User<-CLICKED-Content; Step 1; CLICKED connects User to Content, not Content to User",
        "User-CLICKED->Content->Tag; step 2; -TYPE->",
        "User-CLICKED->Contents; step 1; unknown label 'Contents'",
        "User-CLICK->Content; step 1; unknown relationship type 'CLICK'",
        "User-CLICKED->; step 1; expected a label",
        "User-->Content; step 1; unknown relationship type ''",
        "User; step 1; expected a step",
        "User-CLICKED->Content-HAS_TAG*->Tag; Step 2; a repeated step must have the same labels",
        "Content-HAS_TAG->Tag|Category; Step 1; no relationship of this step ends at Category"})
    void theErrorNamesTheWrongStep(String text, String step, String reason) {
        assertThatThrownBy(() -> MetaPath.parse(text)).isInstanceOf(RecallException.class)
                .hasMessageContaining(step).hasMessageContaining(reason);
    }

    @Test
    void pathSimNeedsASymmetricPath() {
        assertThatThrownBy(() -> MetaPathParameters.of("p", "User-CLICKED->Content", Measure.PATHSIM))
                .isInstanceOf(RecallException.class).hasMessageContaining("pathsim needs a symmetric path");
    }
}
