package io.graphrecall.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.graphrecall.schema.WireNamed;
import org.junit.jupiter.api.Test;

import java.util.Set;

class StageTest {

    @Test
    void wireNamesAreInLowerCase() {
        for (Stage stage : Stage.values()) {
            assertThat(WireNamed.find(Stage.class, stage.wireName())).contains(stage);
        }
        assertThat(WireNamed.find(Stage.class, "TABLES")).isEmpty();
    }

    @Test
    void aBuildNeedsAStage() {
        assertThatIllegalArgumentException().isThrownBy(() -> BuildOptions.DEFAULT.withStages(Set.of()))
                .withMessage("a build needs at least one stage");
    }
}
