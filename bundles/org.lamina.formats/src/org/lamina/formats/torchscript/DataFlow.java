package org.lamina.formats.torchscript;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.lamina.formats.graph.InputBuilder;
import org.lamina.formats.graph.LayerBuilder;
import org.lamina.formats.graph.ModelBuilder;
import org.lamina.formats.graph.Producer;
import org.lamina.formats.graph.PythonStack;
import org.lamina.formats.shapes.ShapeConflictException;
import org.lamina.formats.shapes.ShapeRules;
import org.lamina.formats.torchscript.TensorOperators.Described;
import org.lamina.formats.torchscript.Value.Items;
import org.lamina.formats.torchscript.Value.Tensor;
import org.lamina.formats.torchscript.code.Expression;
import org.lamina.model.LayerKind;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Operation;
import org.lamina.model.Shape;
import org.lamina.model.SourceLocation;

/** Notes the layers that the followed code calls, and the data that flow between them. */
final class DataFlow {

    /** How shapes are dealt with. */
    enum Shapes {
        /** A dense layer that reads an input whose shape is not known makes it a batch of vectors. */
        GUESSED,
        /** Only what is known counts. A shape that a layer can't take is an error, here and above. */
        KNOWN,
        /** From a layer on that can't take its input, shapes are unknown. */
        LENIENT
    }

    private final ModelBuilder model;
    private final ModuleTree tree;
    private final SourcePlaces places;
    private final Shapes shapes;
    private final TensorOperators operators = new TensorOperators();
    private final TensorShapes tensorShapes = new TensorShapes();
    private final Map<String, LayerRecord> bySite = new HashMap<>();
    private final Map<String, Integer> operationNames = new HashMap<>();
    private final Set<String> noted = new HashSet<>();

    DataFlow(ModelBuilder model, ModuleTree tree, SourcePlaces places, Shapes shapes) {
        this.model = model;
        this.tree = tree;
        this.places = places;
        this.shapes = shapes;
    }

    TensorOperators operators() {
        return operators;
    }

    /** Begins the call of a module that is a layer, or goes on with it in a further run of a loop. */
    LayerRecord module(Frame frame, Expression.Call call, String path, List<Value> arguments)
            throws ModelFormatException, IOException {
        LayerRecord record = bySite.get(frame.siteOf(call));
        if (record == null) {
            record = new LayerRecord(model.module(path));
            bySite.put(frame.siteOf(call), record);
            for (StoredParameter parameter : tree.parametersBelow(path)) {
                record.builder().add(parameter.of(path));
            }
        }
        locate(frame, call, record.builder());
        flow(record, Value.tensors(new Items(arguments)));
        return record;
    }

    /** Begins the call of a library function that is a layer. */
    LayerRecord function(Frame frame, Expression.Call call, String name, List<Value> arguments)
            throws ModelFormatException, IOException {
        LayerRecord record = bySite.get(frame.siteOf(call));
        if (record == null) {
            record = new LayerRecord(model.function(frame.module(), name));
            bySite.put(frame.siteOf(call), record);
        }
        locate(frame, call, record.builder());
        flow(record, Value.tensors(new Items(arguments)));
        return record;
    }

    /** Takes back a function that turned out to be no layer. */
    void discard(Frame frame, Expression.Call call, LayerRecord record) {
        bySite.remove(frame.siteOf(call));
        model.remove(record.builder());
    }

    /** Notes the place where a group of layers is called. */
    void group(Frame frame, Expression.Call call, String path) throws ModelFormatException, IOException {
        Optional<SourceLocation> place = places.scripted(frame, call);
        if (place.isPresent()) {
            model.groupSource(path, place.get());
        }
    }

    private void locate(Frame frame, Expression.Call call, LayerBuilder layer)
            throws ModelFormatException, IOException {
        if (!layer.hasSource()) {
            places.scripted(frame, call).ifPresent(layer::source);
        }
    }

    private void flow(LayerRecord to, List<Tensor> tensors) {
        for (Tensor tensor : tensors) {
            for (Producer producer : tensor.producers()) {
                model.flow(producer, to.builder(), tensor.name(), tensor.knownShape());
            }
        }
        to.inputs(tensors);
    }

    /** What a layer gives, with the shape that its type tells where following its code lost it. */
    Value shaped(LayerRecord record, Value result) throws ShapeConflictException {
        Value first = result instanceof Items items && !items.elements().isEmpty() ? items.elements().get(0) : result;
        Shape followed = first instanceof Tensor tensor ? tensor.knownShape() : null;
        boolean isLost = first instanceof Tensor ? followed == null || !followed.isKnown()
                : first instanceof Value.Unknown;
        if (!isLost || record.inputs().isEmpty()) {
            return result;
        }
        List<Shape> inferred = infer(new Described(record.builder().type(), record.builder().config(), record.inputs(),
                List.of()), "", List.of());
        Shape shape = inferred.isEmpty() ? null : inferred.get(0);
        if (shape == null || followed != null && (!shape.isKnown() || shape.rank() != followed.rank())) {
            return result;
        }
        Tensor shaped = first instanceof Tensor lost ? new Tensor(lost.producers(), shape, lost.name(), lost.stored())
                : Tensor.of(record.builder(), shape, "");
        if (result instanceof Items items) {
            List<Value> elements = new ArrayList<>(items.elements());
            elements.set(0, shaped);
            return new Items(elements);
        }
        return shaped;
    }

    /** Ends the call of a layer: what comes out now comes from it. */
    Value leave(LayerRecord record, Value result) {
        record.builder().inputs(record.inputs().stream().map(Tensor::knownShape).toList());
        List<Shape> given = new ArrayList<>();
        Value.tensors(result).forEach(tensor -> given.add(tensor.knownShape()));
        // traced code hands on what is read alone, and in any order
        boolean isStep = given.stream().allMatch(shape -> record.steps().stream().anyMatch(step -> step == shape));
        record.builder().outputs(isStep && !given.isEmpty() ? record.steps() : given);
        boolean lost = Value.tensors(result).isEmpty() && !record.inputs().isEmpty();
        return from(record.builder(), result, lost, new HashMap<>());
    }

    /** What a value that comes out of a layer stands for; tensors of which all track was lost inside are its own. */
    private static Value from(LayerBuilder layer, Value value, boolean lost, Map<Value, Value> known) {
        if (value instanceof Value.Unknown && lost) {
            return Tensor.of(layer, null, "");
        } else if (value instanceof Tensor tensor) {
            return tensor.producers().equals(Set.of(layer)) ? tensor
                    : Tensor.of(layer, tensor.knownShape(), tensor.name());
        } else if (value instanceof Items items && !known.containsKey(items)) {
            List<Value> elements = new ArrayList<>();
            known.put(items, new Items(elements));
            items.elements().forEach(element -> elements.add(from(layer, element, lost, known)));
        } else if (value instanceof Value.Entries entries && known.put(entries, entries) == null) {
            entries.values().replaceAll((key, element) -> from(layer, element, lost, known));
        } else if (value instanceof Value.Instance instance && known.put(instance, instance) == null) {
            instance.fields().replaceAll((key, element) -> from(layer, element, lost, known));
        }
        return known.getOrDefault(value, value);
    }

    /** Notes an operator on tensors, which is a layer of its own unless it is inside one, and gives its result. */
    Value operation(Frame frame, Expression.Call call, String operator, List<Value> positional,
            Map<String, Value> keywords) throws ModelFormatException, IOException, ShapeConflictException {
        Described described = operators.describe(operator, positional, keywords);
        List<Tensor> all = new ArrayList<>(described.inputs());
        all.addAll(described.weights());
        if (all.isEmpty() && frame.layer() == null) {
            return Value.UNKNOWN;
        }
        refineInput(described);
        List<Shape> inferred = infer(described, operator, positional);
        if (frame.layer() == null && all.stream().allMatch(tensor -> tensor.producers().isEmpty())) {
            List<Value> made = new ArrayList<>();
            inferred.forEach(shape -> made.add(constant(all, shape, operator)));
            return made.size() > 1 ? new Items(made) : made.isEmpty() ? constant(all, null, operator) : made.get(0);
        }
        boolean inside = frame.layer() != null;
        String name = operator.equals("_convolution") ? described.type().toLowerCase(Locale.ROOT)
                : TensorOperators.layerName(operator);
        LayerRecord record = inside ? frame.layer() : owner(frame, all).isPresent()
                ? module(frame, call, owner(frame, all).get(), new ArrayList<Value>(all))
                : function(frame, call, name, new ArrayList<Value>(all));
        String variable = note(frame, call, operator, described, inferred, record);
        LayerBuilder layer = record.builder();
        if (!inside) {
            all.stream().flatMap(tensor -> tensor.stored().stream())
                    .forEach(parameter -> layer.add(parameter.of(frame.module())));
            layer.inputs(described.inputs().stream().map(Tensor::knownShape).toList());
            record.settle(described.type().isEmpty() ? operator : described.type(),
                    TensorOperators.qualifiedName(operator), Map.of());
            layer.outputs(inferred);
        }
        return result(layer, inferred, variable.isEmpty() ? operator : variable);
    }

    /** The module whose operator a call is, where code has the operators of inner modules in it. */
    private Optional<String> owner(Frame frame, List<Tensor> tensors) {
        Set<String> owners = tensors.stream().flatMap(tensor -> tensor.stored().stream()).map(StoredParameter::owner)
                .collect(Collectors.toSet());
        owners.removeAll(List.of("", frame.module()));
        return tree.isInlined() && owners.size() == 1 ? Optional.of(owners.iterator().next()) : Optional.empty();
    }

    private static Value result(LayerBuilder layer, List<Shape> shapes, String name) {
        if (shapes.size() <= 1) {
            return Tensor.of(layer, shapes.isEmpty() ? null : shapes.get(0), name);
        }
        return new Items(new ArrayList<>(shapes.stream().map(shape -> Tensor.of(layer, shape, name)).toList()));
    }

    private static Tensor constant(List<Tensor> from, Shape shape, String name) {
        Set<StoredParameter> stored = new LinkedHashSet<>();
        from.forEach(tensor -> stored.addAll(tensor.stored()));
        return new Tensor(Set.of(), shape, name, List.copyOf(stored));
    }

    /** An input whose shape nobody knows gets the one that its first reader needs, with free sizes unknown. */
    private void refineInput(Described described) {
        InputBuilder input = described.inputs().isEmpty() ? null : described.inputs().get(0).input();
        if (input == null || input.shape() != null) {
            return;
        }
        if (described.config().get("in_channels") instanceof Long channels
                && described.config().get("kernel_size") instanceof List<?> kernel) {
            List<Long> dimensions = new ArrayList<>(List.of(Shape.UNKNOWN, channels));
            kernel.forEach(axis -> dimensions.add(Shape.UNKNOWN));
            input.shape(new Shape(dimensions));
        } else if (shapes == Shapes.GUESSED && described.config().get("in_features") instanceof Long features) {
            input.shape(Shape.of(Shape.UNKNOWN, features));
        }
    }

    private List<Shape> infer(Described described, String operator, List<Value> arguments)
            throws ShapeConflictException {
        try {
            List<Shape> own = tensorShapes.infer(TensorOperators.plainName(operator), arguments);
            return own != null ? own : described.type().isEmpty() ? Collections.singletonList(null)
                    : ShapeRules.infer(described.type(), described.config(),
                            described.inputs().stream().map(Tensor::knownShape).toList());
        } catch (ShapeConflictException e) {
            if (shapes != Shapes.LENIENT) {
                throw e;
            }
            return Collections.singletonList(null);
        }
    }

    private String note(Frame frame, Expression.Call call, String operator, Described described,
            List<Shape> inferred, LayerRecord record) throws ModelFormatException, IOException {
        String variable = frame.isOfModule() ? frame.placeOf(call) : "";
        String site = frame.siteOf(call);
        if (noted.add(site)) {
            record.operators().add(described);
            if (LayerKind.of(described.type()) == LayerKind.RECURRENT) {
                record.steps(inferred);
            }
            List<String> names = new ArrayList<>();
            described.inputs().forEach(tensor -> names.add(tensor.name()));
            described.weights().forEach(tensor -> names.add(tensor.name()));
            record.builder().add(new Operation(operationName(placeInModule(frame, call)
                    + (frame.isOfModule() ? "" : ":" + operator)), TensorOperators.qualifiedName(operator),
                    LayerBuilder.presentable(described.config()), names,
                    variable.isEmpty() ? List.of() : List.of(variable),
                    Optional.ofNullable(inferred.isEmpty() ? null : inferred.get(0))));
        }
        locateByStack(frame, call, record.builder());
        return variable;
    }

    /** The module and the place in its method from which an operator is called, maybe through functions. */
    private static String placeInModule(Frame frame, Expression.Call call) {
        Expression.Call at = call;
        Frame current = frame;
        while (!current.isOfModule() && current.caller() != null) {
            at = current.call();
            current = current.caller();
        }
        return current.module() + "::" + current.placeOf(at);
    }

    private String operationName(String base) {
        int count = operationNames.merge(base, 1, Integer::sum);
        return count == 1 ? base : base + "#" + count;
    }

    /** The last operation of a function gives the function's value, which a method of a module may have a name for. */
    void nameLast(Frame frame, Expression.Call call, LayerRecord record) {
        List<Operation> operations = record.builder().operations();
        Operation last = operations.get(operations.size() - 1);
        if (frame.isOfModule() && last.outputs().isEmpty()) {
            String place = frame.placeOf(call);
            operations.set(operations.size() - 1, new Operation(operationName(frame.module() + "::" + place),
                    last.type(), last.attributes(), last.inputs(), List.of(place), last.outputShape()));
        }
    }

    /** Uses the Python stack of a traced operator for the layer that it belongs to and the modules around it. */
    private void locateByStack(Frame frame, Expression.Call call, LayerBuilder layer)
            throws ModelFormatException, IOException {
        Optional<PythonStack> stack = layer.hasSource() ? Optional.empty() : places.traced(frame, call);
        if (stack.isEmpty()) {
            return;
        }
        boolean inLayer = frame.layer() != null;
        if (!inLayer) {
            stack.get().place(0).ifPresent(layer::source);
        }
        int left = 0;
        for (Frame current = frame; current.caller() != null; current = current.caller()) {
            if (current.isModuleCall()) {
                left++;
                boolean ofLayer = current.layer() != null && current.caller().layer() == null;
                if (ofLayer) {
                    stack.get().place(left).ifPresent(layer::source);
                } else if (current.layer() == null && !model.hasGroupSource(current.module())) {
                    String path = current.module();
                    stack.get().place(left).ifPresent(place -> model.groupSource(path, place));
                }
            }
        }
    }
}
