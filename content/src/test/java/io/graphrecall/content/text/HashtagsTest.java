package io.graphrecall.content.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class HashtagsTest {

    @Test
    void aHashtagEndsAtASpaceAMentionOrTheNextHash() {
        assertThat(Hashtags.of("#高考加油 ＃春天# 好看 #nail@opi #a#b #春天"))
                .containsExactly("高考加油", "春天", "nail", "a");
    }

    @Test
    void aHashtagEndsAtPunctuation() {
        assertThat(Hashtags.of("新款#口红，好看！ #web3.0. (#R&B) #K-pop's"))
                .containsExactly("口红", "web3.0", "R&B", "K-pop's");
    }

    @Test
    void otherNumberSignsAreNoHashtags() {
        assertThat(Hashtags.of("Men&#39;s shoes https://x.com/p#reviews C#入门教程 https://x.com/#top")).isEmpty();
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

    @Test
    void lettersWithDigitsMayBeAModelNumber() {
        assertThat(List.of("902C", "XL-2000", "4K", "spf50", "02-dark")).allMatch(Hashtags::isCode);
        assertThat(List.of("nail", "K-pop", "2020春天", "été2020", "WSP")).noneMatch(Hashtags::isCode);
    }
}
