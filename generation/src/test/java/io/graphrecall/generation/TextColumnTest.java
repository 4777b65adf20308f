package io.graphrecall.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

class TextColumnTest {

    @Property(tries = 200)
    void aColumnReturnsItsTextsInBothOrders(@ForAll @Size(max = 100) List<String> texts) {
        TextColumn.Builder builder = new TextColumn.Builder();
        texts.forEach(builder::add);
        TextColumn column = builder.build();
        TextColumn read = TextColumn.of(column.byteArray(), column.endArray());
        int[] backwards = IntStream.range(0, texts.size()).map(i -> texts.size() - 1 - i).toArray();
        TextColumn reversed = column.reordered(backwards);
        assertThat(read.size()).isEqualTo(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            assertThat(read.text(i)).isEqualTo(expected(texts.get(i)));
            assertThat(reversed.text(i)).isEqualTo(expected(texts.get(backwards[i])));
        }
    }

    /** An empty text is absent, and an unpaired surrogate has no UTF-8. */
    private static @Nullable String expected(String text) {
        return text.isEmpty() ? null : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    @Example
    void absentTextsAreNullAndDamagedEndsAreRefused() {
        assertThat(TextColumn.empty(2).text(1)).isNull();
        assertThatThrownBy(() -> TextColumn.of(new byte[3], new int[] {2, 1}))
                .hasMessage("text 1 ends at 1, before its start 2");
        assertThatThrownBy(() -> TextColumn.of(new byte[3], new int[] {2}))
                .hasMessage("the last text ends at 2 of 3 bytes");
    }
}
