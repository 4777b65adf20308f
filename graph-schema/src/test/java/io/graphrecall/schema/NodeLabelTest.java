package io.graphrecall.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class NodeLabelTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            ATTRIBUTE | brand~OPI            | brand=OPI
            ATTRIBUTE | size~a=b/c           | size=a=b/c
            ATTRIBUTE | a=b~c                | -
            ATTRIBUTE | not an attribute     | -
            CATEGORY  | content~Makeup       | Makeup
            CATEGORY  | content~Makeup~Nails | Makeup/Nails
            CATEGORY  | content~TV/Audio     | -
            CATEGORY  | content~item:x       | -
            CATEGORY  | item~Makeup~Nails    | item:Makeup/Nails
            CATEGORY  | item~item:x          | item:item:x
            CATEGORY  | item~TV/Audio        | -
            TAG       | gel=matte/1          | gel=matte/1
            CLUSTER   | text/8               | text/8
            """)
    void aReadableKeyLeadsToItsNode(NodeLabel label, String key, String readable) {
        String stored = key.replace('~', '\u001f');

        assertThat(label.readable(stored)).isEqualTo(readable == null ? stored : readable);
        assertThat(label.key(label.readable(stored))).isEqualTo(stored);
    }

    @Test
    void theKeysOfValuesAreReadable() {
        assertThat(NodeLabel.ATTRIBUTE.readable(new AttributeValue("brand", "OPI").key())).isEqualTo("brand=OPI");
        assertThat(NodeLabel.CATEGORY.key("Makeup/Nails"))
                .isEqualTo(new CategoryPath(CategoryPath.Domain.CONTENT, List.of("Makeup", "Nails")).key());
    }
}
