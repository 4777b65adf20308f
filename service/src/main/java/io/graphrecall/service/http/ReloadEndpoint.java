package io.graphrecall.service.http;

import io.graphrecall.service.pipeline.RecallPipeline;
import io.graphrecall.service.pipeline.Scene;

import java.util.List;
import java.util.function.Supplier;

/** {@code POST /v1/settings/reload}: reads the settings again and uses their scenes. */
final class ReloadEndpoint implements Endpoint {

    private final RecallPipeline pipeline;
    private final Supplier<List<String>> reload;

    ReloadEndpoint(ServiceParts parts) {
        this.pipeline = parts.pipeline();
        this.reload = parts.reload();
    }

    /** @param restart settings that changed as well and need a restart */
    private record Reloaded(List<String> scenes, List<String> restart) {}

    @Override
    public String operation() {
        return "reloadSettings";
    }

    @Override
    public Reply handle(ApiRequest request) {
        List<String> restart = reload.get();
        return Reply.ok(new Reloaded(pipeline.scenes().stream().map(Scene::name).toList(), restart));
    }
}
