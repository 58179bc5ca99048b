package org.lamina.formats.tensorflow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Paths of modules by the names that TensorFlow gives to nodes: {@code model/conv1/Relu} is in {@code model.conv1}. A
 * scope with one node is a layer; one with several, or with other scopes inside, is a group.
 */
public final class NameScopes {

    private final Map<String, Integer> members = new HashMap<>();
    private final Set<String> groups = new HashSet<>();

    /**
     * @param names the names of the nodes
     */
    public NameScopes(Collection<String> names) {
        for (String name : names) {
            String scope = scope(name);
            members.merge(scope, 1, Integer::sum);
            for (int dot = scope.lastIndexOf('.'); dot > 0; dot = scope.lastIndexOf('.', dot - 1)) {
                groups.add(scope.substring(0, dot));
            }
        }
        members.forEach((scope, count) -> {
            if (count > 1 && !scope.isEmpty()) {
                groups.add(scope);
            }
        });
    }

    /**
     * The scope of a name with dots between its segments; empty at the top. Names that a converter joined are separated
     * by semicolons, of which the first counts; what only calls functions is left out.
     */
    public static String scope(String name) {
        int semicolon = name.indexOf(';');
        String first = semicolon < 0 ? name : name.substring(0, semicolon);
        List<String> segments = new ArrayList<>();
        for (String segment : first.split("/")) {
            if (!segment.isEmpty() && !segment.matches("(Stateful)?PartitionedCall(_\\d+)?(:\\d+)?|\\^.*")) {
                segments.add(segment.replace('.', '_'));
            }
        }
        return segments.size() < 2 ? "" : String.join(".", segments.subList(0, segments.size() - 1));
    }

    /** Whether a scope contains more than one node. */
    public boolean isGroup(String scope) {
        return scope.isEmpty() || groups.contains(scope);
    }

    /** All scopes that contain more than one node. */
    public Set<String> groups() {
        return Set.copyOf(groups);
    }
}
