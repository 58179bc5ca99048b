package org.lamina.source.following.value;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a network of PyTorch is made of, in the order in which it was made. */
public final class Inside {

    private static final int MAX_MODULES = 400;

    private final Set<Value> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Value> found = new ArrayList<>();

    private Inside() {
    }

    /** All modules in a network, each before those inside it, but not itself; bounded in number. */
    public static List<Value> modules(Value network) {
        Inside walk = new Inside();
        walk.seen.add(network);
        parts(network).forEach(walk::add);
        return walk.found;
    }

    private void add(Value value) {
        if (value.isNetwork() && found.size() < MAX_MODULES && seen.add(value)) {
            found.add(value);
            parts(value).forEach(this::add);
        }
    }

    private static List<Value> parts(Value value) {
        Collection<Value> parts = value instanceof Value.Instance instance ? instance.attributes.values()
                : value instanceof Chain chain ? chain.layers : List.of();
        return parts.stream().flatMap(part -> part instanceof Value.Mapping several
                ? several.entries().values().stream() : Stream.of(part)).toList();
    }
}
