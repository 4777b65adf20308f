package io.graphrecall.pipeline.channel.metapath;

import io.graphrecall.metapath.path.MetaPaths;
import io.graphrecall.pipeline.overlay.LiveContent;
import io.graphrecall.pipeline.overlay.LiveOverlay;
import io.graphrecall.pipeline.overlay.OpenedModule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The meta-paths of a generation, in the order of their settings. Thread-safe. */
public record ServingPaths(List<ServingPath> paths) implements OpenedModule {

    public ServingPaths {
        paths = List.copyOf(paths);
    }

    /** New contents by the nodes from which each path reaches them. */
    record Index(Map<ServingPath, ServingPath.NewContents> byPath) {}

    @Override
    public Index index(LiveOverlay before, SortedMap<Integer, LiveContent> changed) {
        Map<ServingPath, ServingPath.NewContents> byPath = new HashMap<>();
        paths.forEach(path -> byPath.put(path, path.index(before, changed)));
        return new Index(byPath);
    }

    public static ServingPaths of(MetaPaths paths) {
        return new ServingPaths(paths.tables().stream()
                .map(path -> new ServingPath(path, new LiveEdges(paths, path.parameters().path()))).toList());
    }
}
