package org.lamina.formats.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.lamina.formats.shapes.Arithmetic;
import org.lamina.formats.shapes.ShapeRules;
import org.lamina.model.Layer;
import org.lamina.model.Operation;
import org.lamina.model.Parameter;
import org.lamina.model.Shape;
import org.lamina.model.SourceLocation;

/** A layer while it is being put together. */
public final class LayerBuilder implements Producer {

    private final String path;
    private final boolean function;
    private String type;
    private String originalType;
    private final Map<String, Object> config = new LinkedHashMap<>(4);
    private List<Shape> inputShapes;
    private List<Shape> outputShapes;
    private final List<Parameter> parameters = new ArrayList<>(0);
    private final List<Operation> operations = new ArrayList<>(1);
    private SourceLocation source;

    LayerBuilder(String path, boolean function) {
        this.path = path;
        this.function = function;
        this.type = path.substring(path.lastIndexOf('.') + 1);
        this.originalType = type;
    }

    /** Its path in the module tree. */
    public String path() {
        return path;
    }

    /** Whether it is a function between modules. */
    public boolean isFunction() {
        return function;
    }

    /** Its type as the file spells it. */
    public String originalType() {
        return originalType;
    }

    /** Sets its type in the common vocabulary, and as the file spells it. */
    public LayerBuilder type(String newType, String newOriginalType) {
        type = newType;
        originalType = newOriginalType;
        return this;
    }

    /** Its type in the common vocabulary. */
    public String type() {
        return type;
    }

    /** Its hyper-parameters, to be filled. Values that a {@link Layer} can't have are left out of the layer. */
    public Map<String, Object> config() {
        return config;
    }

    /** Adds a parameter, unless it has one of this name. */
    public void add(Parameter parameter) {
        if (parameters.stream().noneMatch(known -> known.name().equals(parameter.name()))) {
            parameters.add(parameter);
        }
    }

    /** The parameters so far. */
    public List<Parameter> parameters() {
        return Collections.unmodifiableList(parameters);
    }

    /** Adds an operation. */
    public void add(Operation operation) {
        operations.add(operation);
    }

    /** The operations so far; may be changed. */
    public List<Operation> operations() {
        return operations;
    }

    /** Notes the shapes of its inputs, null where unknown. Where runs of a loop disagree, they become unknown. */
    public void inputs(List<Shape> shapes) {
        inputShapes = inputShapes == null || inputShapes.equals(shapes) ? shapes : List.of();
    }

    /** Notes the shapes of its outputs, null where unknown. Where runs of a loop disagree, they become unknown. */
    public void outputs(List<Shape> shapes) {
        outputShapes = outputShapes == null || outputShapes.equals(shapes) ? shapes : List.of();
    }

    /** Notes the place where it is called, unless one is known. */
    public void source(SourceLocation place) {
        source = source == null ? place : source;
    }

    /** Whether the place where it is called is known. */
    public boolean hasSource() {
        return source != null;
    }

    Layer build() {
        List<Shape> inputs = known(inputShapes);
        List<Shape> outputs = leading(outputShapes);
        Map<String, Object> presentable = presentable(config);
        return new Layer(path, type, originalType, function, presentable, inputs, outputs, parameters, operations,
                Arithmetic.macs(type, presentable, inputs, outputs.isEmpty() ? null : outputs.get(0)),
                Optional.ofNullable(source));
    }

    /** The shapes if all are known, else none. */
    private static List<Shape> known(List<Shape> shapes) {
        return shapes != null && leading(shapes).size() == shapes.size() ? shapes : List.of();
    }

    /** The shapes up to the first that is not known: the first output is what a layer is for. */
    private static List<Shape> leading(List<Shape> shapes) {
        return shapes == null ? List.of() : shapes.stream().takeWhile(Objects::nonNull).toList();
    }

    /** The hyper-parameters that people can read: numbers, texts, booleans and lists of them, all known. */
    public static Map<String, Object> presentable(Map<String, Object> values) {
        if (values.isEmpty()) {
            return Map.of();
        }
        Map<String, Object> presentable = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (isPresentable(value)) {
                presentable.put(name, value);
            }
        });
        return presentable;
    }

    private static boolean isPresentable(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().allMatch(LayerBuilder::isPresentable);
        }
        return value instanceof String || value instanceof Boolean
                || value instanceof Number && !value.equals(ShapeRules.UNKNOWN_SIZE);
    }
}
