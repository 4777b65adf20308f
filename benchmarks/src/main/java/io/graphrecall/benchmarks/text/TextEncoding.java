package io.graphrecall.benchmarks.text;

import io.graphrecall.content.encode.EncoderModel;
import io.graphrecall.content.encode.OnnxTextEncoder;
import io.graphrecall.content.encode.TextEncoder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Throughput of text encoding without a cache, for captions of 5 to 40 characters or words. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 5, time = 3)
public class TextEncoding {

    private static final int TEXTS = 256;
    private static final String CHINESE = "春天来了我们一起去公园看花拍照运动美甲教程分享给大家喜欢的话点个关注谢谢";
    private static final String[] ENGLISH = ("spring is here and we go to the park to see flowers with our best friends "
            + "gel nail polish lacquer for the whole family summer shoes").split(" ");

    /** Encoder. */
    @Param({"CHINESE", "ENGLISH"})
    EncoderModel model = EncoderModel.CHINESE;

    /** Threads per batch. */
    @Param({"1", "2"})
    int threads = 1;

    private final List<String> texts = new ArrayList<>();
    private TextEncoder encoder = new OnnxTextEncoder(EncoderModel.CHINESE, 1);

    /** Draws the captions and loads the model. */
    @Setup
    public void draw() {
        Random random = new Random(7);
        for (int text = 0; text < TEXTS; text++) {
            StringBuilder caption = new StringBuilder();
            for (int length = 5 + random.nextInt(36); length > 0; length--) {
                caption.append(switch (model) {
                    case CHINESE -> CHINESE.substring(random.nextInt(CHINESE.length() - 1)).substring(0, 1);
                    case ENGLISH -> ENGLISH[random.nextInt(ENGLISH.length)] + " ";
                });
            }
            texts.add(caption.toString());
        }
        encoder = new OnnxTextEncoder(model, threads);
    }

    @TearDown
    public void close() {
        encoder.close();
    }

    @Benchmark
    @OperationsPerInvocation(TEXTS)
    public float[][] encode() {
        return encoder.encode(texts);
    }
}
