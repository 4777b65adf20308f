package io.graphrecall.content.encode;

/**
 * Settings of the Deep Java Library in this process. By default DJL reports usage to a server when an engine starts, and
 * looks for models and native libraries on the network. Everything it needs is on the class path.
 */
public final class DjlSettings {

    private DjlSettings() {}

    /** Turns off usage tracking and downloads. Must run before the first use of any DJL engine or tokenizer. */
    public static void apply() {
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("ai.djl.onnx.disable_alternative", "true"); // else ONNX Runtime loads PyTorch as well
    }
}
