package org.lamina.formats.onnx;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A node of a graph (NodeProto).
 *
 * @param name its name, possibly empty
 * @param type its operator
 * @param domain the domain of the operator; empty for ONNX's own
 * @param overload tells functions of one name apart; mostly empty
 * @param inputs names of the values that it reads; an optional input that is left out is empty
 * @param outputs names of the values that it writes
 * @param attributes constants by name: Long, Double, String, lists of them,
 *        {@link OnnxTensor}, {@link OnnxGraph}, {@link AttributeReference}
 * @param description its doc string
 * @param metadata its metadata
 * @param scope the path of the body or function that it stands in; empty in the graph itself
 */
record OnnxNode(String name, String type, String domain, String overload, List<String> inputs, List<String> outputs,
        Map<String, Object> attributes, String description, Map<String, String> metadata, String scope) {

    /** The type of a node that stands for an input of a body: it hands on what the node around it reads. */
    static final String BODY_INPUT = "(body input)";

    OnnxNode {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        attributes = attributes.isEmpty() ? Collections.emptyMap()
                : Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        metadata = Map.copyOf(metadata);
    }

    /** A node is equal only to itself: two that look alike are still two. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /** The name of an input; empty if it is left out. */
    String input(int index) {
        return index < inputs.size() ? inputs.get(index) : "";
    }

    /** The name of the first output; empty if there is none. */
    String output() {
        return outputs.isEmpty() ? "" : outputs.get(0);
    }

    /** A whole number among the attributes. */
    long number(String attribute, long otherwise) {
        return attributes.get(attribute) instanceof Number number ? number.longValue() : otherwise;
    }

    /** A fraction among the attributes. */
    double decimal(String attribute, double otherwise) {
        return attributes.get(attribute) instanceof Number number ? number.doubleValue() : otherwise;
    }

    /** A text among the attributes. */
    String text(String attribute) {
        return attributes.get(attribute) instanceof String text ? text : "";
    }

    /** The whole numbers of a list among the attributes; empty if there are none. */
    List<Long> numbers(String attribute) {
        return attributes.get(attribute) instanceof List<?> list
                ? list.stream().filter(Long.class::isInstance).map(Long.class::cast).toList() : List.of();
    }

    /** The bodies among the attributes by the names of these, as of {@code If}. */
    Map<String, OnnxGraph> bodies() {
        if (!hasBodies()) {
            return Map.of();
        }
        Map<String, OnnxGraph> bodies = new LinkedHashMap<>();
        attributes.forEach((attribute, value) -> {
            if (value instanceof OnnxGraph body) {
                bodies.put(attribute, body);
            }
        });
        return bodies;
    }

    /** Whether there are bodies among the attributes. */
    boolean hasBodies() {
        if (!attributes.isEmpty()) {
            for (Object value : attributes.values()) {
                if (value instanceof OnnxGraph) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The operator as it is shown: with its domain, if it is not ONNX's own. */
    String qualifiedType() {
        return domain.isEmpty() || domain.equals("ai.onnx") ? type : domain + "::" + type;
    }
}
