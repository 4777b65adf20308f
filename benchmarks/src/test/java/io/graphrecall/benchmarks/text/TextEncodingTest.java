package io.graphrecall.benchmarks.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextEncodingTest {

    @Test
    void allCaptionsAreEncoded() {
        TextEncoding encoding = new TextEncoding();
        encoding.draw();
        float[][] vectors = encoding.encode();
        encoding.close();

        assertThat(vectors).hasDimensions(256, 512);
    }
}
