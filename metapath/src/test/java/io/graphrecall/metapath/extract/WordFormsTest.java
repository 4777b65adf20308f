package io.graphrecall.metapath.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.metapath.graph.KeyNumbering;
import io.graphrecall.metapath.term.Segmenter;
import org.junit.jupiter.api.Test;

import java.util.List;

class WordFormsTest {

    @Test
    void aTermIsNamedByItsMostFrequentWord() {
        Segmenter stems = Segmenter.with(text -> List.of(text.split(" ")),
                word -> word.endsWith("s") ? word.substring(0, word.length() - 1) : word);
        WordForms forms = new WordForms(stems);
        for (String word : stems.words("star boris stars star boris nails nail")) {
            forms.add(word);
        }
        KeyNumbering.Sorted terms = forms.terms().sorted();

        assertThat(terms.index().keys()).containsExactly("bori", "nail", "star");
        assertThat(forms.names(terms).keys()).containsExactly("boris", "nail", "star");
    }
}
