package io.graphrecall.service.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.schema.AttributeValue;
import io.graphrecall.schema.CategoryPath;
import org.junit.jupiter.api.Test;

import java.util.List;

class ExplainedPathTest {

    @Test
    void theIdOfAnAttributeIsPropertyAndValue() {
        ExplainedPath.Node node = new ExplainedPath.Node(
                "Attribute", new AttributeValue("brand", "OPI").key(), "brand=OPI");

        assertThat(node.readableId()).isEqualTo("brand=OPI");
        assertThat(node.otherName()).isNull();
    }

    @Test
    void theIdOfACategoryIsItsLevels() {
        ExplainedPath.Node node = new ExplainedPath.Node(
                "Category", new CategoryPath(CategoryPath.Domain.CONTENT, List.of("Makeup", "Nails")).key(), "Nails");

        assertThat(node.readableId()).isEqualTo("Makeup/Nails");
        assertThat(node.otherName()).isEqualTo("Nails");
    }

    @Test
    void otherIdsAreKeys() {
        ExplainedPath.Node node = new ExplainedPath.Node("Content", "c/1", "A title");

        assertThat(node.readableId()).isEqualTo("c/1");
        assertThat(node.otherName()).isEqualTo("A title");
    }
}
