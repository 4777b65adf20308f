package io.graphrecall.loaders.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.graphrecall.schema.NodeLabel;
import io.graphrecall.schema.RecallException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

class NodeFilesTest {

    @TempDir
    private Path folder;

    @Test
    void nodesWithAnotherTypeOfAPropertyHaveAFileOfTheirOwn() throws IOException {
        ImportFiles files = write(
                Map.of("a", Map.of("x", 1L, "y", "t"), "b", Map.of("x", "1"), "c", Map.of("y", ""), "d",
                        Map.of("x", 1.5)));
        assertThat(files.arguments()).containsExactly("--nodes=Item=./item-0.csv", "--nodes=Item=./item-1.csv",
                "--nodes=Item=./item-2.csv", "--array-delimiter=U+003B");
        assertThat(folder.resolve("item-0.csv")).hasContent("item_id:ID(Item),x:long,y:string\na,1,t\nc,,\"\"\n");
        assertThat(folder.resolve("item-1.csv")).hasContent("item_id:ID(Item),x:string,y:string\nb,1,\n");
        assertThat(folder.resolve("item-2.csv")).hasContent("item_id:ID(Item),x:double,y:string\nd,1.5,\n");
    }

    @Test
    void theListDelimiterIsInNoElement() throws IOException {
        ImportFiles files = write(Map.of("a", Map.of("x", List.of("a;b", "c|d"), "y", List.of(1L, 2L))));
        assertThat(files.arguments()).contains("--array-delimiter=U+007E");
        assertThat(folder.resolve("item-0.csv")).hasContent(
                "item_id:ID(Item),x:string[],y:long[]\na,a;b~c|d,1~2\n");
    }

    @Test
    void anyCharacterCanBeTheListDelimiter() throws IOException {
        ImportFiles files = write(Map.of("a", Map.of("x", List.of(";|~^\t", "\ud7ff"))));
        assertThat(files.arguments()).contains("--array-delimiter=U+D7FE");
        assertThat(Files.readString(folder.resolve("item-0.csv"))).contains("a,;|~^\t\ud7fe\ud7ff\r\n");
    }

    @Test
    void lineBreaksAndLongFieldsNeedOptions() throws IOException {
        ImportFiles files = write(Map.of("a\n", Map.of("x", "y".repeat(2_000_000))));
        assertThat(files.arguments()).contains("--multiline-fields=true", "--read-buffer-size=8000000");
        assertThat(Files.readAllLines(folder.resolve(ImportFiles.ARGUMENTS))).isEqualTo(files.arguments());
        assertThat(files.command()).isEqualTo(
                "cd " + folder + " && neo4j-admin database import full @import.args neo4j");
    }

    @Test
    void bracesInANameAreFollowedByOptions() {
        assertThat(PropertyType.LONG.column("a:b(c")).isEqualTo("a:b(c:long");
        assertThat(PropertyType.STRINGS.column("a{b")).isEqualTo("a{b:string[]{name:any}");
        assertThat(PropertyType.of(List.of(List.of("a").getFirst()))).isEqualTo(PropertyType.STRINGS);
        assertThatIllegalArgumentException().isThrownBy(() -> PropertyType.of(Map.of()));
    }

    @Test
    void aLineBreakInANameIsRejected() {
        assertThatExceptionOfType(RecallException.class).isThrownBy(() -> write(Map.of("a", Map.of("x\ny", 1L))))
                .withMessageStartingWith("property 'x y' has a line break in its name");
    }

    private ImportFiles write(Map<String, Map<String, Object>> nodes) throws IOException {
        Map<String, Map<String, Object>> sorted = new TreeMap<>(nodes);
        ImportFolder files = new ImportFolder(folder);
        NodeFiles written = new NodeFiles(files);
        sorted.values().forEach(properties -> written.announce(NodeLabel.ITEM, new LinkedHashMap<>(properties)));
        for (Map.Entry<String, Map<String, Object>> node : sorted.entrySet()) {
            written.write(NodeLabel.ITEM, node.getKey(), node.getValue());
        }
        return files.finish(written.listDelimiter());
    }
}
