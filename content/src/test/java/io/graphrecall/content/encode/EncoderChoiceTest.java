package io.graphrecall.content.encode;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.schema.WireNamed;
import org.junit.jupiter.api.Test;

import java.util.List;

class EncoderChoiceTest {

    @Test
    void theLanguageOfACatalogueIsDetected() {
        assertThat(EncoderChoice.AUTO.model(List.of("法式美甲 nail art", "OPI"))).isEqualTo(EncoderModel.CHINESE);
        assertThat(EncoderChoice.AUTO.model(List.of("French nails for a wedding", "made in 中国")))
                .isEqualTo(EncoderModel.ENGLISH);
        assertThat(EncoderChoice.AUTO.model(List.of())).isEqualTo(EncoderModel.ENGLISH);
    }

    @Test
    void anExplicitChoiceTakesPrecedence() {
        assertThat(EncoderChoice.CHINESE.model(List.of("French nails"))).isEqualTo(EncoderModel.CHINESE);
        assertThat(WireNamed.find(EncoderChoice.class, "english")).contains(EncoderChoice.ENGLISH);
        assertThat(WireNamed.find(EncoderChoice.class, "klingon")).isEmpty();
    }
}
