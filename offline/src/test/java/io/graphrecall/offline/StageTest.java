package io.graphrecall.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.util.Set;

class StageTest {

    @Test
    void wireNamesAreInLowerCase() {
        for (Stage stage : Stage.values()) {
            assertThat(Stage.ofWireName(stage.wireName())).contains(stage);
        }
        assertThat(Stage.ofWireName("TABLES")).isEmpty();
    }

    @Test
    void aBuildNeedsAStage() {
        assertThatIllegalArgumentException().isThrownBy(() -> BuildOptions.DEFAULT.withStages(Set.of()))
                .withMessage("a build needs at least one stage");
    }
}
