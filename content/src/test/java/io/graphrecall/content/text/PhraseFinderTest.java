package io.graphrecall.content.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PhraseFinderTest {

    private final PhraseFinder<String> finder = new PhraseFinder<>();

    @Test
    void findsTheLongestPhraseAtEachPosition() {
        for (String phrase : new String[] {"美甲", "法式美甲", "教程", "nail", "gel nail"}) {
            finder.add(phrase, phrase);
        }
        assertThat(finder.in("法式美甲教程 gel nail, NAIL 美甲")).containsExactly("法式美甲", "教程", "gel nail", "nail",
                "美甲");
    }

    @Test
    void aLatinPhraseMatchesWholeWords() {
        finder.add("art", "art");
        assertThat(finder.in("party artful")).isEmpty();
        assertThat(finder.in("美术Art教程")).containsExactly("art");
    }

    @Test
    void caseWidthAndPunctuationAreIgnored() {
        finder.add("L.A. Girl", "girl");
        assertThat(finder.in("Ｌ.Ａ　girl's")).containsExactly("girl");
    }

    @Test
    void aPhraseMayHaveSeveralMeanings() {
        finder.add("apple", "fruit");
        finder.add("Apple", "brand");
        assertThat(finder.in("apple")).containsExactly("fruit", "brand");
    }

    @Test
    void skipsSingleCharactersAndNumbers() {
        finder.add("x", "x");
        finder.add("2020", "year");
        finder.add("!!", "signs");
        assertThat(finder.in("x 2020 !!")).isEmpty();
    }
}
