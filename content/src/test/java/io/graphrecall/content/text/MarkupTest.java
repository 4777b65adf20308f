package io.graphrecall.content.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkupTest {

    @Test
    void tagsScriptsAndStylesAreRemovedAndEntitiesDecoded() {
        assertThat(Markup.removedFrom(
                "<p>NIKE&nbsp;跑鞋 <B class=\"x>y\">bo</B>ld<script>alert(1)</script><!-- c -->&amp; men&#39;s</p>"
                        + "<STYLE>p{a:b}</STYLE><br/>end <a href=\"#top\">up</a>")
                .split("\\s+"))
                .containsExactly("NIKE", "跑鞋", "bold", "&", "men's", "end", "up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a < b and c > d", "I <3 you", "<三体> 好看", "<Inception>", "List<String> x",
        "x <b not closed",
        "R&B AT&T", "&unknown;", " plain "})
    void otherTextsStayAsTheyAre(String text) {
        assertThat(Markup.removedFrom(text)).isEqualTo(text);
    }
}
