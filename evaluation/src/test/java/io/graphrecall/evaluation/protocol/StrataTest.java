package io.graphrecall.evaluation.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class StrataTest {

    /** The first user has five clicks and a search, the second six clicks and a search, the third no search. */
    private static final List<String> LINES = List.of(
            "a click c1 1", "a click c2 2", "a click c3 3", "a click c4 4", "a click c5 5", "a search words 6",
            "b click c1 1", "b click c2 2", "b click c3 3", "b click c4 4", "b click c5 5", "b click c6 6",
            "b search words 7",
            "c click c1 1");

    @Test
    void groupsCountEachEventOnceHoweverOftenItIsLogged() {
        List<String> once = new ArrayList<>();
        for (int i = 0; i < LINES.size(); i++) {
            once.add(LINES.get(i) + " - id" + i);
        }
        List<String> twice = Stream.concat(once.stream(), once.stream()).toList();

        assertThat(strata(once).get(Strata.FEW_CLICKS_SEARCH)).isEqualTo(BitSet.valueOf(new long[] {1}));
        assertThat(strata(twice)).isEqualTo(strata(once));
    }

    private static Map<String, BitSet> strata(List<String> lines) {
        EventLog log = LogLines.log(lines.toArray(String[]::new));
        return Strata.of(Stream.of("a", "b", "c")
                .map(user -> new Strata.Member(log.events(user, new BitSet()), 10, null, null)).toList(), true);
    }
}
