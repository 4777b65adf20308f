package io.graphrecall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphrecall.blend.Blend;
import io.graphrecall.blend.ChannelShare;
import io.graphrecall.blend.TunedBlend;
import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.Map;

class TuneCommandTest {

    @Test
    void theChannelsOfATunedBlendArePrintedAsATable() {
        Map<String, ChannelShare> channels = new LinkedHashMap<>();
        channels.put("i2i", new ChannelShare(200, 0, 1));
        channels.put("v2v_multimodal", new ChannelShare(50, 0, 0.25));

        assertThat(TuneCommand.table(new TunedBlend(Blend.WEIGHTED, null, channels))).containsExactly(
                "channel         weight  quota",
                "i2i             1.0000  200",
                "v2v_multimodal  0.2500  50");
    }
}
