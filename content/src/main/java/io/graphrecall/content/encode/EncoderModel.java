package io.graphrecall.content.encode;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Sentence encoders on the class path: ONNX models with their tokenizers. Nothing is downloaded. */
public enum EncoderModel {

    /**
     * Chinese: <a href="https://huggingface.co/BAAI/bge-small-zh-v1.5">bge-small-zh-v1.5</a> (Xiao et al. 2023), a BERT
     * of four layers with first-token pooling.
     */
    CHINESE("bge-small-zh-v1.5", 512, Pooling.FIRST),

    /**
     * English: <a href="https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2">all-MiniLM-L6-v2</a> (Reimers
     * and Gurevych 2019; Wang et al. 2020), a BERT of six layers with mean pooling.
     */
    ENGLISH("all-minilm-l6-v2", 384, Pooling.MEAN);

    /** Name of the embedding space of sentence vectors. */
    public static final String SPACE = "text";

    private static final String ENCODER = "encoder";
    private static final String NOISE = "noise";

    /** Pooling of token vectors to a text vector. */
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

    /** Published name of the model, in lower case. */
    public String modelName() {
        return modelName;
    }

    public int dimension() {
        return dimension;
    }

    /**
     * Settings of a generation whose text space was encoded by this model.
     *
     * @param noise {@link NoiseLevel} of the space
     */
    public Map<String, Object> settings(double noise) {
        return Map.of(SPACE, Map.of(ENCODER, modelName, NOISE, noise));
    }

    /** Returns the model of a generation's text space from its settings; empty if there is no such space. */
    public static Optional<EncoderModel> ofSettings(Map<String, Object> settings) {
        return settings.get(SPACE) instanceof Map<?, ?> text
                ? Arrays.stream(values()).filter(model -> model.modelName.equals(text.get(ENCODER))).findFirst()
                : Optional.empty();
    }

    /** Returns the {@link NoiseLevel} of a generation's text space from its settings; 0 if they do not have it. */
    public static double noise(Map<String, Object> settings) {
        return settings.get(SPACE) instanceof Map<?, ?> text && text.get(NOISE) instanceof Number noise
                ? noise.doubleValue()
                : 0;
    }

    Pooling pooling() {
        return pooling;
    }

    /** Class-path resource of the ONNX model. */
    String modelResource() {
        return "/" + modelName + ".onnx";
    }

    /** Class-path resource of the tokenizer. */
    String tokenizerResource() {
        return "/" + modelName + "-tokenizer.json";
    }
}
