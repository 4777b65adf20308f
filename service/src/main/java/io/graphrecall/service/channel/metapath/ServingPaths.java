package io.graphrecall.service.channel.metapath;

import io.graphrecall.metapath.path.MetaPaths;
import io.graphrecall.service.overlay.OpenedModule;

import java.util.List;

/** The meta-paths of a generation, in the order of their settings. Thread-safe. */
public record ServingPaths(List<ServingPath> paths) implements OpenedModule {

    public ServingPaths {
        paths = List.copyOf(paths);
    }

    public static ServingPaths of(MetaPaths paths) {
        return new ServingPaths(paths.tables().stream()
                .map(path -> new ServingPath(path, new LiveEdges(paths, path.parameters().path()))).toList());
    }
}
