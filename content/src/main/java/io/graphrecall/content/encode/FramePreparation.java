package io.graphrecall.content.encode;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.graphrecall.content.media.Picture;
import io.graphrecall.schema.RecallException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What an image model wants its pictures to be, from a small file beside it: {@code clip.json} beside {@code clip.onnx}.
 * A number that the model sees is (byte / 255 - mean) / deviation.
 *
 * @param size      width and height of a picture in pixels
 * @param mean      of red, green, blue
 * @param deviation of red, green, blue
 * @param colours   in which order the model wants them
 * @param layout    in which order it wants batch (n), colours (c), height and width
 * @param output    the name of the output that holds the vectors; null for the first
 */
public record FramePreparation(
        int size, List<Double> mean, List<Double> deviation, Colours colours, Layout layout, @Nullable String output) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double BRIGHTEST = 255;

    /** Orders of colours. */
    public enum Colours {
        @JsonProperty("rgb")
        RGB, @JsonProperty("bgr")
        BGR
    }

    /** Orders of dimensions. */
    public enum Layout {
        @JsonProperty("nchw")
        NCHW, @JsonProperty("nhwc")
        NHWC
    }

    @SuppressWarnings("NullAway") // what a JSON file leaves out is null
    public FramePreparation {
        if (size < 1 || size > 2_048) {
            throw new IllegalArgumentException("size is " + size + ", from 1 to 2048 is wanted");
        }
        mean = mean == null ? List.of(0.0, 0.0, 0.0) : List.copyOf(mean);
        deviation = deviation == null ? List.of(1.0, 1.0, 1.0) : List.copyOf(deviation);
        if (mean.size() != Picture.CHANNELS || deviation.size() != Picture.CHANNELS) {
            throw new IllegalArgumentException(
                    "mean and deviation are " + mean + " and " + deviation + ", three numbers each are wanted");
        }
        if (deviation.stream().anyMatch(value -> !(value > 0))) {
            throw new IllegalArgumentException("deviation is " + deviation + ", numbers above 0 are wanted");
        }
        colours = colours == null ? Colours.RGB : colours;
        layout = layout == null ? Layout.NCHW : layout;
    }

    /** The file beside a model. */
    static Path beside(Path model) {
        return model.resolveSibling(model.getFileName().toString().replaceFirst("\\.onnx$", "") + ".json");
    }

    /** @throws RecallException with {@code INVALID} where the file is missing or breaks a rule */
    static FramePreparation read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new RecallException(RecallException.Code.INVALID,
                    file + " is missing: it says what the image model beside it wants its pictures to be");
        }
        try {
            return JSON.readValue(file.toFile(), FramePreparation.class);
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new RecallException(RecallException.Code.INVALID, file + ": " + reason, e);
        }
    }

    /** Pictures of the wanted size as the model sees them. */
    float[] numbers(List<Picture> pictures) {
        int pixels = size * size;
        float[] numbers = new float[pictures.size() * pixels * Picture.CHANNELS];
        for (int i = 0; i < pictures.size(); i++) {
            byte[] rgb = pictures.get(i).rgb();
            int start = i * pixels * Picture.CHANNELS;
            for (int c = 0; c < Picture.CHANNELS; c++) {
                int place = colours == Colours.RGB ? c : Picture.CHANNELS - 1 - c;
                for (int p = 0; p < pixels; p++) {
                    double value = (rgb[p * Picture.CHANNELS + c] & 0xff) / BRIGHTEST;
                    int at = layout == Layout.NCHW ? place * pixels + p : p * Picture.CHANNELS + place;
                    numbers[start + at] = (float) ((value - mean.get(c)) / deviation.get(c));
                }
            }
        }
        return numbers;
    }

    /** The shape of so many pictures. */
    long[] shape(int pictures) {
        return layout == Layout.NCHW
                ? new long[] {pictures, Picture.CHANNELS, size, size}
                : new long[] {pictures, size, size, Picture.CHANNELS};
    }
}
