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
 * Input format of an image model, read from a JSON file next to it: {@code clip.json} for {@code clip.onnx}. An input
 * value is (byte / 255 - mean) / deviation.
 *
 * @param size      width and height of a picture in pixels
 * @param mean      mean of red, green and blue
 * @param deviation standard deviation of red, green and blue
 * @param colours   order of the colour channels
 * @param layout    order of batch (n), channels (c), height (h) and width (w)
 * @param output    name of the output with the vectors; null for the first output
 */
public record FramePreparation(
        int size, List<Double> mean, List<Double> deviation, Colours colours, Layout layout, @Nullable String output) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double MAX_BYTE = 255;

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

    @SuppressWarnings("NullAway") // a field that is missing in the JSON file is null
    public FramePreparation {
        if (size < 1 || size > 2_048) {
            throw new IllegalArgumentException("size is " + size + ", but must be from 1 to 2048");
        }
        mean = mean == null ? List.of(0.0, 0.0, 0.0) : List.copyOf(mean);
        deviation = deviation == null ? List.of(1.0, 1.0, 1.0) : List.copyOf(deviation);
        if (mean.size() != Picture.CHANNELS || deviation.size() != Picture.CHANNELS) {
            throw new IllegalArgumentException(
                    "mean and deviation are " + mean + " and " + deviation + ", but must have three numbers each");
        }
        if (deviation.stream().anyMatch(value -> !(value > 0))) {
            throw new IllegalArgumentException("deviation is " + deviation + ", but its numbers must be above 0");
        }
        colours = colours == null ? Colours.RGB : colours;
        layout = layout == null ? Layout.NCHW : layout;
    }

    /** Returns the format file of a model. */
    public static Path fileOf(Path model) {
        return model.resolveSibling(model.getFileName().toString().replaceFirst("\\.onnx$", "") + ".json");
    }

    /**
     * Reads a format file.
     *
     * @throws RecallException INVALID if the file is missing or wrong
     */
    static FramePreparation read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new RecallException(RecallException.Code.INVALID,
                    "The input format of the image model is missing: " + file);
        }
        try {
            return JSON.readValue(file.toFile(), FramePreparation.class);
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new RecallException(RecallException.Code.INVALID, file + ": " + reason, e);
        }
    }

    /** Returns the input values of pictures of size {@link #size}. */
    float[] values(List<Picture> pictures) {
        int pixels = size * size;
        float[] values = new float[pictures.size() * pixels * Picture.CHANNELS];
        for (int i = 0; i < pictures.size(); i++) {
            byte[] rgb = pictures.get(i).rgb();
            int start = i * pixels * Picture.CHANNELS;
            for (int c = 0; c < Picture.CHANNELS; c++) {
                int channel = colours == Colours.RGB ? c : Picture.CHANNELS - 1 - c;
                for (int p = 0; p < pixels; p++) {
                    double value = (rgb[p * Picture.CHANNELS + c] & 0xff) / MAX_BYTE;
                    int offset = layout == Layout.NCHW ? channel * pixels + p : p * Picture.CHANNELS + channel;
                    values[start + offset] = (float) ((value - mean.get(c)) / deviation.get(c));
                }
            }
        }
        return values;
    }

    /** Input shape of a batch of pictures. */
    long[] shape(int pictures) {
        return layout == Layout.NCHW
                ? new long[] {pictures, Picture.CHANNELS, size, size}
                : new long[] {pictures, size, size, Picture.CHANNELS};
    }
}
