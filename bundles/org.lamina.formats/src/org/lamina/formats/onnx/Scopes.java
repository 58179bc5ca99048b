package org.lamina.formats.onnx;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The module in which a node was written, as far as the file tells: by the metadata of PyTorch's newer exporter, by a
 * node name such as {@code /layer1/layer1.0/conv1/Conv}, or by the names of its weights, {@code layer1.0.conv1.weight}.
 */
final class Scopes {

    private static final String NAMES = "pkg.torch.onnx.name_scopes";
    private static final String CLASSES = "pkg.torch.onnx.class_hierarchy";
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"");
    private static final Pattern WEIGHT = Pattern.compile(
            "(.+)\\.(weight|bias|running_mean|running_var|weight_[a-z0-9_]+|bias_[a-z0-9_]+|kernel|gamma|beta)");

    private final Map<OnnxNode, String> scopes = new HashMap<>();
    private final Map<String, String> classes = new HashMap<>();
    private final Set<String> inner = new HashSet<>();

    /**
     * @param nodes all nodes
     * @param bodies the paths of bodies of control flow, whose nodes never make up one layer
     */
    Scopes(Collection<OnnxNode> nodes, Set<String> bodies) {
        inner.addAll(bodies);
        for (OnnxNode node : nodes) {
            String scope = joined(node.scope(), own(node, node.scope()));
            nameClasses(node);
            scopes.put(node, scope);
            for (int dot = scope.lastIndexOf('.'); dot > 0; dot = scope.lastIndexOf('.', dot - 1)) {
                inner.add(scope.substring(0, dot));
            }
        }
    }

    /** The path of the module; empty for the model itself. */
    String of(OnnxNode node) {
        return scopes.get(node);
    }

    /** Whether a module contains other modules. */
    boolean hasModules(String scope) {
        return scope.isEmpty() || inner.contains(scope);
    }

    /** All paths of modules. */
    Set<String> all() {
        Set<String> all = new HashSet<>(inner);
        all.addAll(scopes.values());
        all.remove("");
        return all;
    }

    /** The class of a module as the file names it; empty if it does not. */
    String className(String scope) {
        return classes.getOrDefault(scope, "");
    }

    /** The path of the module of a node that stands in this body or function. */
    static String of(OnnxNode node, String scope) {
        return joined(scope, own(node, scope));
    }

    /** A path in a scope, without the segments at its beginning that the scope has too. */
    private static String joined(String scope, String own) {
        if (scope.isEmpty() || own.isEmpty()) {
            return scope + own;
        }
        String[] outer = scope.split("\\.");
        List<String> segments = List.of(own.split("\\."));
        int common = 0;
        while (common < Math.min(outer.length, segments.size()) && outer[common].equals(segments.get(common))) {
            common++;
        }
        return common == segments.size() ? scope
                : scope + "." + String.join(".", segments.subList(common, segments.size()));
    }

    /** The module that the node itself tells of. The names of weights count only outside of bodies and functions. */
    private static String own(OnnxNode node, String scope) {
        List<String> names = quoted(node.metadata().getOrDefault(NAMES, ""));
        if (names.size() > 1) {
            return names.get(names.size() - 2);
        }
        if (node.name().indexOf('/') >= 0 && (scope.isEmpty() || !node.name().startsWith(scope + "/"))) {
            return path(node.name());
        }
        for (String input : scope.isEmpty() ? node.inputs() : List.<String>of()) {
            if (input.indexOf('.') > 0) {
                Matcher weight = WEIGHT.matcher(input);
                if (weight.matches()) {
                    return weight.group(1);
                }
            }
        }
        return "";
    }

    private void nameClasses(OnnxNode node) {
        List<String> names = quoted(node.metadata().getOrDefault(NAMES, ""));
        List<String> types = quoted(node.metadata().getOrDefault(CLASSES, ""));
        for (int i = 0; i < names.size() - 1 && types.size() == names.size(); i++) {
            classes.putIfAbsent(joined(node.scope(), names.get(i)), types.get(i));
        }
    }

    private static List<String> quoted(String list) {
        if (list.isEmpty()) {
            return List.of();
        }
        return QUOTED.matcher(list).results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1)).toList();
    }

    /** A child of a container repeats the container's name: {@code /stem/stem.0/Conv} is in {@code stem.0}. */
    private static String path(String name) {
        String[] segments = name.split("/");
        StringBuilder path = new StringBuilder();
        String previous = "";
        for (int i = 0; i < segments.length - 1; i++) {
            String segment = segments[i];
            if (segment.isEmpty()) {
                continue;
            }
            if (!previous.isEmpty() && segment.startsWith(previous + ".")) {
                path.setLength(path.length() - previous.length());
            } else if (path.length() > 0) {
                path.append('.');
            }
            path.append(segment);
            previous = segment;
        }
        return path.toString();
    }
}
