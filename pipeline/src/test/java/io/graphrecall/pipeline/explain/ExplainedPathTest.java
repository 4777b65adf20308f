package io.graphrecall.pipeline.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.CategoryPath;
import org.junit.jupiter.api.Test;

import java.util.List;

class ExplainedPathTest {

    @Test
    void theIdOfAnAttributeIsPropertyAndValue() {
        ExplainedPath.Node node = ExplainedPath.Node.of(
                "Attribute", new AttributeValue("brand", "OPI").key(), "brand=OPI");

        assertThat(node.id()).isEqualTo("brand=OPI");
        assertThat(node.name()).isNull();
    }

    @Test
    void theIdOfACategoryIsItsLevels() {
        ExplainedPath.Node node = ExplainedPath.Node.of(
                "Category", new CategoryPath(CategoryPath.Domain.CONTENT, List.of("Makeup", "Nails")).key(), "Nails");

        assertThat(node.id()).isEqualTo("Makeup/Nails");
        assertThat(node.name()).isEqualTo("Nails");
    }

    @Test
    void otherIdsAreKeys() {
        ExplainedPath.Node node = ExplainedPath.Node.of("Content", "c/1", "A title");

        assertThat(node.id()).isEqualTo("c/1");
        assertThat(node.name()).isEqualTo("A title");
    }
}
