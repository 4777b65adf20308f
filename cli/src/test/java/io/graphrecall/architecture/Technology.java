package io.graphrecall.architecture;

import java.util.Arrays;

/** Library that only one module uses. */
enum Technology {
    NEO4J_DRIVER(Module.CYPHER, "org.neo4j.."),
    CSV(Module.LOADERS, "de.siegmar.."),
    PARQUET(Module.LOADERS, "dev.hardwood..", "org.apache.parquet.."),
    KAFKA(Module.LOADERS, "org.apache.kafka.."),
    TOKENIZERS(Module.CONTENT, "org.apache.lucene.analysis..", "com.hankcs.."),
    ONNX(Module.CONTENT, "ai.djl.huggingface..", "ai.djl.onnxruntime..", "ai.onnxruntime.."),
    FFMPEG(Module.CONTENT, "org.bytedeco.."),
    PICTURE_METADATA(Module.CONTENT, "com.drew.."),
    DEEP_LEARNING(Module.GNN, "ai.djl.pytorch..", "ai.djl.nn..", "ai.djl.training.."),
    HAZELCAST(Module.SERVICE, "com.hazelcast.."),
    VERTX(Module.SERVICE, "io.vertx.."),
    TOKENS(Module.SERVICE, "com.nimbusds.."),
    TRACES(Module.SERVICE, "io.opentelemetry.."),
    METRICS_REGISTRY(Module.SERVICE, "io.micrometer.."),
    COMMAND_LINE(Module.CLI, "picocli.."),
    PROGRESS_BARS(Module.CLI, "me.tongfei.."),
    LOG_FORMATS(Module.CLI, "ch.qos.logback..", "co.elastic..");

    private final Module home;
    private final String[] packages;

    Technology(Module home, String... packages) {
        this.home = home;
        this.packages = packages;
    }

    Module home() {
        return home;
    }

    /** Returns the package patterns for ArchUnit. */
    String[] packages() {
        return Arrays.copyOf(packages, packages.length);
    }
}
