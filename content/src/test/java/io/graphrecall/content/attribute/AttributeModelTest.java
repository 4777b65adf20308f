package io.graphrecall.content.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class AttributeModelTest {

    private final List<AttributeExample> examples = new ArrayList<>();

    @Test
    void theLongestKnownValueIsExtracted() {
        for (int i = 0; i < 5; i++) {
            examples.add(nails("OPI lacquer " + i, "brand", "OPI"));
            examples.add(nails("OPI Mini lacquer " + i, "brand", "OPI Mini"));
        }
        assertThat(match("New OPI mini set", "Nails")).containsExactly("brand=OPI Mini");
        assertThat(match("new opi set", "Nails")).containsExactly("brand=OPI");
        assertThat(match("opium set", "Nails")).isEmpty();
    }

    @Test
    void aValueOfLowPrecisionIsRejected() {
        for (int i = 0; i < 10; i++) {
            examples.add(nails("lacquer of Orly " + i, "brand", "Orly"));
            examples.add(nails("Art for nails " + i, "brand", i == 0 ? "Art" : "Essie"));
        }
        assertThat(match("nail art kit by Orly", "Nails")).containsExactly("brand=Orly");
        assertThat(match("nail art kit", "Nails")).isEmpty();
    }

    @Test
    void aValueMatchesOnlyInItsCategory() {
        for (int i = 0; i < 5; i++) {
            examples.add(nails("Orange lacquer " + i, "colour", "Orange"));
            examples.add(new AttributeExample("juice " + i, "Food", Map.of("taste", List.of("sweet"))));
        }
        assertThat(match("orange", "Food")).isEmpty();
        assertThat(match("orange", "")).containsExactly("colour=Orange");
        assertThat(match("orange", "Nails")).containsExactly("colour=Orange");
    }

    @Test
    void aCatalogueWithoutAttributesGivesNoMatches() {
        examples.add(new AttributeExample("Orange", "Nails", Map.of()));
        assertThat(match("Orange", "Nails")).isEmpty();
    }

    private static AttributeExample nails(String title, String property, String value) {
        return new AttributeExample(title, "Nails", Map.of(property, List.of(value)));
    }

    private List<String> match(String title, String category) {
        return AttributeModel.fit(examples).match(title, category).values().stream()
                .map(match -> match.value().property() + "=" + match.value().value()).toList();
    }
}
