package io.graphrecall.service.http;

import io.graphrecall.pipeline.FittedBlend;
import io.graphrecall.pipeline.RecallPipeline;
import io.graphrecall.pipeline.Scene;
import io.graphrecall.pipeline.filter.Limit;
import io.graphrecall.service.access.ApiKey;

import java.util.List;

/** {@code GET /v1/scenes}: the scenes that the key may recall, with the share of each channel. */
record ScenesEndpoint(RecallPipeline pipeline) {

    private record Answer(List<SceneView> scenes) {}

    private record SceneView(
            String name, String blend, boolean fitted, long timeoutMs, boolean excludeSeen, boolean matchQuery,
            List<Limit> limits,
            List<Channel> channels, List<Scene.Variant> variants) {

        static SceneView of(Scene scene, boolean hasFittedBlend, ApiKey key) {
            List<Channel> channels = scene.channels().entrySet().stream()
                    .map(entry -> new Channel(
                            entry.getKey(), entry.getValue().quota(), entry.getValue().min(),
                            entry.getValue().weight()))
                    .toList();
            return new SceneView(scene.name(), scene.blend().wireName(), scene.fitted() && hasFittedBlend,
                    scene.timeout().toMillis(),
                    scene.excludeSeen(), scene.matchQuery(), scene.limits(), channels,
                    scene.variants().stream().filter(variant -> key.allowsScene(variant.scene())).toList());
        }
    }

    private record Channel(String id, int quota, int min, double weight) {}

    Reply handle(ApiRequest request) {
        boolean hasFittedBlend = pipeline.snapshot().module(FittedBlend.class) != null;
        return Reply.ok(new Answer(pipeline.scenes().stream()
                .filter(scene -> request.key().allowsScene(scene.name()))
                .map(scene -> SceneView.of(scene, hasFittedBlend, request.key())).toList()));
    }
}
