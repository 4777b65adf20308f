package io.graphrecall.content.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

class TermsTest {

    private final Terms terms = new Terms();

    @Test
    void englishWordsAreLowerCaseWithoutPluralEndings() {
        assertThat(terms.of("The OPI Nail Lacquers for your Berries & Cherries"))
                .containsExactly("opi", "nail", "lacquer", "berry", "cherry");
    }

    @Test
    void wordsKeepTheirFormAndGiveTheSameTerms() {
        String text = "Boris and the Berries 的教程s, 法式美甲";

        assertThat(terms.words("Boris and the Berries")).containsExactly("boris", "berries");
        assertThat(terms.words(text).stream().map(terms::term)).containsExactlyElementsOf(terms.of(text));
    }

    @Test
    void chineseTextIsSegmentedIntoWords() {
        assertThat(terms.of("晚饭后，运动一下！")).containsExactly("晚饭", "运动");
        assertThat(terms.of("我的春天教程")).containsExactly("春天", "教程");
    }

    @Test
    void unknownWordsBecomeBigrams() {
        assertThat(terms.of("法式美甲教程")).containsExactly("法式", "美", "美甲", "甲", "教程");
        assertThat(terms.of("猫")).containsExactly("猫");
    }

    @Test
    void singleCharactersAreFoundInsideUnknownWords() {
        assertThat(terms.of("养猫")).containsExactly("养", "养猫", "猫");
        assertThat(terms.of("多肉")).as("with a stop word").containsExactly("多肉", "肉");
        assertThat(terms.of("好利来")).containsExactly("好利", "利", "利来");
        assertThat(terms.of("我家的猫很可爱")).as("between particles").containsExactly("我家", "猫", "可爱");
    }

    @Test
    void lettersOfModelNumbersAreKeptAndCliticsAreNot() {
        assertThat(terms.of("M1 S8 A4 vitamin D")).containsExactly("m", "1", "s", "8", "a", "4", "vitamin", "d");
        assertThat(terms.of("Don't miss Levi's, women’s and a dog's toys"))
                .containsExactly("miss", "levi", "woman", "dog", "toy");
        assertThat(terms.of("It ain't bad, I can't wait, won’t go, shan't")).containsExactly("bad", "wait", "go");
        assertThat(terms.of("CAN'T wan't")).containsExactly("wa");
    }

    @Test
    void aTextOfStopWordsKeepsThem() {
        assertThat(terms.of("It")).containsExactly("it");
        assertThat(terms.of("What's up?")).containsExactly("what", "up");
        assertThat(terms.of("你的")).containsExactly("你", "的");
    }

    @Test
    void compoundsAreAlsoOneWord() {
        assertThat(terms.of("wi-fi T-Shirts")).containsExactly("wi", "fi", "t", "shirt", "wifi", "tshirt");
        assertThat(terms.of("L’Oréal")).containsExactly("l", "oreal", "loreal");
        assertThat(terms.of("nail - art, 2020-01")).containsExactly("nail", "art", "2020", "01");
        assertThat(terms.of("4K-TV, Wi-Fi6")).containsExactly("4", "k", "tv", "wi", "fi", "6", "wifi");
        assertThat(terms.of("中文wi-fi")).endsWith("wi", "fi", "wifi");
    }

    @Test
    void longWordsAndCompoundsAreReadInLinearTime() {
        assertThat(terms.of("b-".repeat(20_000))).contains("bbbbbbbbb");
        assertTimeout(Duration.ofSeconds(20), () -> terms.of("x".repeat(200_000)));
    }

    @Test
    void mixedTextsAreSegmented() {
        assertThat(terms.of("OPI指甲油测评")).contains("opi", "指甲油");
    }

    @Test
    void fullWidthCharactersAreNormalised() {
        assertThat(terms.of("ＯＰＩ　Ｎａｉｌ")).containsExactly("opi", "nail");
    }

    @Test
    void hashtagsKeepTheirWordsWithoutTheHash() {
        assertThat(terms.of("#nailart #春天# @opi")).containsExactly("nailart", "春天", "opi");
    }

    @Test
    void emojiUrlsAndPunctuationAreRemoved() {
        assertThat(terms.of("😀💅 nail 👍🏽 https://example.com/a?b=c www.example.com !!! ..."))
                .containsExactly("nail");
        assertThat(terms.of("😀")).isEmpty();
        assertThat(terms.of("")).isEmpty();
        assertThat(terms.of("   \n\t")).isEmpty();
    }

    @Test
    void repetitionsAreKept() {
        assertThat(terms.of("nail, nail")).containsExactly("nail", "nail");
    }

    @Test
    void numbersAreKept() {
        assertThat(terms.of("Mirror 6 inch")).containsExactly("mirror", "6", "inch");
    }

    @Test
    void brokenSurrogatesAndRareScriptsAreAccepted() {
        assertThat(terms.of("\ud83d nail \ude00")).containsExactly("nail");
        assertThat(terms.of("ひらがな Ünïcode Привет")).isNotEmpty();
    }

    @Test
    void wordsOfOtherAlphabetsAreWholeWordsWithoutAccents() {
        assertThat(terms.of("Pokémon Pokemon schöne Bücher")).containsExactly("pokemon", "pokemon", "schone", "bucher");
        assertThat(terms.of("Привет, мир! हिन्दी")).containsExactly("привет", "мир", "हिन्दी");
        assertThat(terms.words("Cafés")).containsExactly("cafés");
        assertThat(terms.term("cafés")).isEqualTo("cafe");
        assertThat(terms.of("Pokémon卡片 3️⃣")).containsExactly("pokemon", "卡片", "3");
    }

    @Test
    void marksInsideWordsDoNotSplitThem() {
        assertThat(terms.of("за\u0301мок \u0645\u064f\u062d\u064e\u0645\u0651 soft\u00adhyphen"))
                .containsExactly("замок", "\u0645\u062d\u0645", "softhyphen");
        assertThat(terms.of("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645")).as("Persian with a non-joiner")
                .hasSize(1);
        assertThat(terms.of("❤\ufe0fnail 👩\u200d🎨art")).containsExactly("nail", "art");
    }

    @Test
    void htmlIsNoWord() {
        assertThat(terms.of("<p>NIKE&nbsp;boot<script>alert(1)</script></p>")).containsExactly("nike", "boot");
    }

    @Test
    void otherScriptsWithoutSpacesBecomeBigrams() {
        assertThat(terms.of("iPhoneケース")).containsExactly("iphone", "ケー", "ース");
        assertThat(terms.of("화장품을")).containsExactly("화장", "장품", "품을");
        assertThat(terms.of("ครีม")).containsExactly("คร", "รี", "ีม");
        assertThat(terms.of("\ud82c\udc01の")).as("characters beyond 16 bits").containsExactly("\ud82c\udc01の");
    }

    @Test
    void longTextsAreNotCutInsideAWordOrACharacter() {
        assertThat(terms.of("banana ".repeat(1000))).hasSize(1000).containsOnly("banana");
        assertThat(terms.of("हिन्दी ".repeat(400))).hasSize(400).containsOnly("हिन्दी");
        assertThat(terms.of("x".repeat(1023) + "\ud842\udfb7")).last().isEqualTo("\ud842\udfb7");
    }

    @Test
    void resultsAreTheSameOnManyThreads() {
        List<String> expected = terms.of("法式美甲 nail art 教程");

        assertThat(IntStream.range(0, 2000).parallel().mapToObj(i -> terms.of("法式美甲 nail art 教程")).distinct())
                .containsExactly(expected);
    }
}
