package io.graphrecall.content.encode;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The sentence encoders on the class path, each an ONNX model with its tokenizer. Neither is downloaded. */
public enum EncoderModel {

    /**
     * Chinese: <a href="https://huggingface.co/BAAI/bge-small-zh-v1.5">bge-small-zh-v1.5</a> (Xiao et al. 2023), a BERT
     * of four layers; the vector is that of the first token.
     */
    CHINESE("bge-small-zh-v1.5", 512, Pooling.FIRST),

    /**
     * English: <a href="https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2">all-MiniLM-L6-v2</a> (Reimers and
     * Gurevych 2019; Wang et al. 2020), a BERT of six layers; the vector is the mean over the tokens.
     */
    ENGLISH("all-minilm-l6-v2", 384, Pooling.MEAN);

    /** The vector space of sentence vectors. */
    public static final String SPACE = "text";

    private static final String ENCODER = "encoder";

    /** How the vectors of a text's tokens become one. */
    enum Pooling {
        FIRST,
        MEAN
    }

    private final String modelName;
    private final int dimension;
    private final Pooling pooling;

    EncoderModel(String modelName, int dimension, Pooling pooling) {
        this.modelName = modelName;
        this.dimension = dimension;
        this.pooling = pooling;
    }

    /** The name its makers gave it, in lower case. */
    public String modelName() {
        return modelName;
    }

    public int dimension() {
        return dimension;
    }

    /** What the settings of a generation say of its space of texts that this model made. */
    public Map<String, Object> settings() {
        return Map.of(SPACE, Map.of(ENCODER, modelName));
    }

    /** The model that made the space of texts of a generation with these settings; none where there is no such space. */
    public static Optional<EncoderModel> ofSettings(Map<String, Object> settings) {
        return settings.get(SPACE) instanceof Map<?, ?> text
                ? Arrays.stream(values()).filter(model -> model.modelName.equals(text.get(ENCODER))).findFirst()
                : Optional.empty();
    }

    Pooling pooling() {
        return pooling;
    }

    /** The class-path resource of the ONNX model. */
    String modelResource() {
        return "/" + modelName + ".onnx";
    }

    /** The class-path resource of the tokenizer. */
    String tokenizerResource() {
        return "/" + modelName + "-tokenizer.json";
    }
}
