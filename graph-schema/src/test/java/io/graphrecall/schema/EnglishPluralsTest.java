package io.graphrecall.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnglishPluralsTest {

    @ParameterizedTest
    @ValueSource(strings = {"nail nails", "dress dresses", "watch watches", "brush brushes", "box boxes",
        "glass glasses",
        "eyelash eyelashes", "shoe shoes", "toe toes", "tree trees", "hero heroes", "berry berries", "movie movies",
        "tie ties", "sky skies", "bus buses", "bonus bonuses", "house houses", "fuse fuses", "rose roses",
        "cache caches", "axe axes", "lens lenses", "gas gases", "size sizes", "bikini bikinis", "woman women",
        "key keys", "swatch swatches", "mousse mousses", "canoe canoes", "aloe aloes", "pickaxe pickaxes",
        "veggie veggies", "necktie neckties"})
    void singularAndPluralHaveOneStem(String pair) {
        String[] words = pair.split(" ");

        assertThat(EnglishPlurals.stem(words[1])).isEqualTo(EnglishPlurals.stem(words[0]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"news", "series", "species", "lens", "gas", "ios", "us", "dress", "lotus", "marie", "moss",
        "aloe", "luxe", "jesse", "shoe", "painted", "running", "йод", "法式美甲"})
    void otherWordsStay(String word) {
        assertThat(EnglishPlurals.stem(word)).isEqualTo(word);
    }
}
