package io.graphrecall.content.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HashtagsTest {

    @Test
    void aHashtagEndsAtASpaceAMentionOrTheNextHash() {
        assertThat(Hashtags.of("#高考加油 ＃春天# 好看 #nail@opi #a#b #春天"))
                .containsExactly("高考加油", "春天", "nail", "a");
    }

    @Test
    void numbersSentencesAndSingleHashesAreNotHashtags() {
        assertThat(Hashtags.of("# 1 #2020 ## #" + "长".repeat(31))).isEmpty();
    }

    @Test
    void removalKeepsTheRestOfTheText() {
        assertThat(Hashtags.removedFrom("#长高 合集来啦！#育儿# 坚持")).isEqualTo("合集来啦！  坚持");
        assertThat(Hashtags.removedFrom("#a #b")).isEmpty();
        assertThat(Hashtags.removedFrom("plain")).isEqualTo("plain");
    }
}
