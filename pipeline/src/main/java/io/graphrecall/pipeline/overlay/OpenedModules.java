package io.graphrecall.pipeline.overlay;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The modules that were opened for one generation, by class, in their order. Immutable; thread-safe. */
public final class OpenedModules {

    public static final OpenedModules NONE = new OpenedModules(Map.of());

    private final Map<Class<?>, OpenedModule> byClass;

    private OpenedModules(Map<Class<?>, OpenedModule> byClass) {
        this.byClass = Collections.unmodifiableMap(byClass);
    }

    /** Returns these modules and one more, which encodes after them. */
    public OpenedModules with(OpenedModule module) {
        Map<Class<?>, OpenedModule> more = new LinkedHashMap<>(byClass);
        more.put(module.getClass(), module);
        return new OpenedModules(more);
    }

    /** Returns the module of a class, or null if it was not opened. */
    public <T extends OpenedModule> @Nullable T find(Class<T> type) {
        return type.cast(byClass.get(type));
    }

    /** Returns the indexes of the modules over the contents of an overlay, by class. */
    Map<Class<?>, Object> indexes(LiveOverlay before, SortedMap<Integer, LiveContent> changed) {
        Map<Class<?>, Object> indexes = new HashMap<>();
        for (OpenedModule module : byClass.values()) {
            Object index = module.index(before, changed);
            if (index != null) {
                indexes.put(index.getClass(), index);
            }
        }
        return indexes;
    }

    void encode(List<NewContent> contents) {
        byClass.values().forEach(module -> module.encode(contents));
    }
}
