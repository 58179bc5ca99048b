package org.lamina.formats.torchscript;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.lamina.formats.InputShapes;
import org.lamina.formats.file.StoredTensor;
import org.lamina.formats.graph.InputBuilder;
import org.lamina.formats.graph.LayerBuilder;
import org.lamina.formats.graph.ModelBuilder;
import org.lamina.formats.pytorch.PackedTensors;
import org.lamina.formats.pytorch.TensorStorages;
import org.lamina.formats.shapes.ShapeConflictException;
import org.lamina.formats.torchscript.DataFlow.Shapes;
import org.lamina.formats.torchscript.ScriptProgram.ClassPlace;
import org.lamina.formats.torchscript.Value.Items;
import org.lamina.formats.torchscript.Value.Tensor;
import org.lamina.formats.torchscript.code.CodeFile.Definition;
import org.lamina.formats.torchscript.code.CodeFile.Method;
import org.lamina.formats.torchscript.code.CodeFile.MethodParameter;
import org.lamina.formats.torchscript.code.Expression;
import org.lamina.model.ElementType;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;

/** Makes an architecture of an archive's module tree and code. */
final class ScriptedModel {

    private static final String FORWARD = "forward";
    private static final String FOLDER = "constants";
    private static final Map<String, TensorInfo> NONE = Map.of();

    private final TorchScriptArchive archive;
    private final ScriptProgram program;
    private final ModuleTree tree;
    private final Value constants;
    private final SourcePlaces places;
    private final Progress progress;

    ScriptedModel(TorchScriptArchive archive, ScriptProgram program, ModuleTree tree, TensorStorages storages,
            Progress progress) throws ModelFormatException, IOException {
        this.archive = archive;
        this.program = program;
        this.tree = tree;
        this.places = new SourcePlaces(archive);
        this.progress = progress;
        this.constants = constants(archive.constants(), storages);
    }

    /** The archive's constants; those that are single numbers by their value, since sizes are computed from them. */
    private Value constants(Object pickled, TensorStorages storages) throws ModelFormatException, IOException {
        List<Value> values = new ArrayList<>();
        for (Object constant : pickled instanceof List<?> list ? list : List.of()) {
            values.add(constant("c" + values.size(), constant, storages));
        }
        return new Items(values);
    }

    private Value constant(String name, Object constant, TensorStorages storages)
            throws ModelFormatException, IOException {
        StoredTensor single = TensorStorages.isTensor(constant) ? storages.locate(name, FOLDER, constant) : null;
        if (single != null && single.info().shape().rank() == 0 && single.isDecodable()) {
            double number = single.values(archive.bytes()).toArray()[0];
            boolean fraction = single.info().dtype().isFloatingPoint();
            return new Value.Constant(fraction ? (Object) number : (Object) (long) number);
        }
        List<StoredParameter> stored = new ArrayList<>();
        for (Map.Entry<String, Object> part : PackedTensors.parts(constant).entrySet()) {
            String full = name + part.getKey();
            stored.add(new StoredParameter("", full, storages.find("CONSTANTS." + full, FOLDER, part.getValue()),
                    false));
        }
        return Attributes.tensor(stored);
    }

    /**
     * Follows the model's code.
     *
     * @param samples the tensors in the samples beside the file, by name
     * @param given the shapes of inputs that the user gives
     * @param warnings gets what can't be told
     * @throws ModelFormatException if the code can't be followed
     * @throws IOException if the archive can't be read
     */
    Model read(Map<String, TensorInfo> samples, InputShapes given, List<String> warnings)
            throws ModelFormatException, IOException {
        if (!given.isEmpty()) {
            try {
                return follow(samples, given, Shapes.KNOWN, warnings);
            } catch (ShapeConflictException e) {
                warnings.add("The model can't take inputs of the shapes that were given: " + e.getMessage() + ".");
            }
        }
        String conflict = "";
        for (Map<String, TensorInfo> inputs : samples.isEmpty() ? List.of(samples) : List.of(samples, NONE)) {
            for (Shapes shapes : inputs.isEmpty() ? List.of(Shapes.GUESSED, Shapes.KNOWN) : List.of(Shapes.KNOWN)) {
                try {
                    Model model = follow(inputs, InputShapes.NONE, shapes, warnings);
                    if (inputs.isEmpty() && !samples.isEmpty()) {
                        warnings.add("The samples beside the file are not for this model: " + conflict + ".");
                    }
                    return model;
                } catch (ShapeConflictException e) {
                    conflict = conflict.isEmpty() ? e.getMessage() : conflict;
                }
            }
        }
        warnings.add("Some shapes are not known: " + conflict + ".");
        try {
            return follow(NONE, InputShapes.NONE, Shapes.LENIENT, warnings);
        } catch (ShapeConflictException e) {
            throw new IllegalStateException("conflicts are let pass", e);
        }
    }

    private Model follow(Map<String, TensorInfo> samples, InputShapes given, Shapes shapes, List<String> warnings)
            throws ModelFormatException, IOException, ShapeConflictException {
        ModelBuilder builder = new ModelBuilder(tree.paths());
        for (String path : tree.paths()) {
            if (!tree.isLeaf(path)) {
                String type = ModuleTree.type(tree.module(path));
                builder.group(path, ScriptProgram.simpleName(type), ScriptProgram.demangled(type));
            }
        }
        DataFlow flow = new DataFlow(builder, tree, places, shapes);
        Interpreter interpreter = new Interpreter(archive.bytes().file(), program, tree, flow, constants, progress);
        Optional<Method> entry = entry();
        Value result = entry.isEmpty() ? Value.NONE
                : interpreter.run(entry.get().name(), inputs(builder, entry.get(), samples, given));
        List<Tensor> outputs = Value.tensors(result);
        for (int i = 0; i < outputs.size(); i++) {
            builder.output(outputs.size() == 1 ? "output" : "output" + i, ElementType.UNKNOWN,
                    outputs.get(i).knownShape(), outputs.get(i).producers());
        }
        if (entry.isEmpty() || !entry.get().name().equals(FORWARD)) {
            warnings.add("The model has no method forward" + entry.map(method -> "; what is shown is its method "
                    + method.name() + ".").orElse(", so that only its layers are shown."));
        }
        builder.removeDeadFunctions(layer -> layer.originalType().endsWith("_"));
        builder.removeEmptyModules();
        addUnused(builder, warnings);
        return builder.build(ScriptProgram.simpleName(archive.rootType()));
    }

    /** The method that computes the model: forward, or where that is missing the first that takes a tensor. */
    private Optional<Method> entry() throws ModelFormatException {
        List<Method> methods = program.definition(archive.rootType()).map(ClassPlace::definition)
                .map(Definition::methods).orElseThrow(() -> new ModelFormatException(archive.bytes().file(),
                        "the code of class " + archive.rootType(), "none in the archive"));
        return methods.stream().filter(method -> method.name().equals(FORWARD)).findFirst()
                .or(() -> methods.stream().filter(method -> !method.name().startsWith("_")
                        && method.parameters().stream().anyMatch(ScriptedModel::isTensor)).findFirst());
    }

    private List<Value> inputs(ModelBuilder builder, Method entry, Map<String, TensorInfo> samples,
            InputShapes given) {
        List<MethodParameter> parameters = entry.parameters().stream().skip(1).toList();
        long tensors = parameters.stream().filter(ScriptedModel::isTensor).count();
        List<Value> values = new ArrayList<>();
        for (MethodParameter parameter : parameters) {
            if (!isTensor(parameter)) {
                break;
            }
            TensorInfo sample = samples.get(tensors == 1 && !samples.containsKey(parameter.name()) ? "x"
                    : parameter.name());
            Shape shape = given.of(parameter.name(), values.size())
                    .orElse(sample == null ? null : Samples.batch(sample));
            InputBuilder input = builder.input(new InputBuilder(parameter.name(),
                    sample == null ? ElementType.UNKNOWN : sample.dtype(), shape));
            values.add(isList(parameter) ? new Items(new ArrayList<>(List.of(Tensor.of(input, single(shape),
                    parameter.name())))) : Tensor.of(input, null, parameter.name()));
        }
        return values;
    }

    /** Whether a parameter is a list of tensors, as pictures of several sizes; one stands for all. */
    private static boolean isList(MethodParameter parameter) {
        return parameter.type() instanceof Expression.Subscript list
                && list.value() instanceof Expression.Name name && name.name().equals("List")
                && list.index() instanceof Expression.Name element && element.name().equals("Tensor");
    }

    /** The shape of one of several tensors if it was given as that of a batch. */
    private static Shape single(Shape batch) {
        return batch == null || batch.rank() < 4 ? batch
                : new Shape(batch.dimensions().subList(1, batch.rank()));
    }

    private static boolean isTensor(MethodParameter parameter) {
        return parameter.initial() == null && mentionsTensor(parameter.type());
    }

    private static boolean mentionsTensor(Expression type) {
        return type instanceof Expression.Name name && name.name().equals("Tensor")
                || type.children().stream().anyMatch(ScriptedModel::mentionsTensor);
    }

    /** Modules with parameters that the code never calls are layers without edges. */
    private void addUnused(ModelBuilder builder, List<String> warnings) throws ModelFormatException {
        Set<TensorInfo> used = new HashSet<>(builder.tensors());
        for (String path : tree.paths()) {
            List<StoredParameter> parameters = tree.isLeaf(path) ? tree.parametersBelow(path) : List.of();
            if (!parameters.isEmpty() && parameters.stream().noneMatch(each -> used.contains(each.tensor()))) {
                String type = ModuleTree.type(tree.module(path));
                LayerBuilder layer = builder.module(path);
                layer.type(ScriptProgram.simpleName(type), ScriptProgram.demangled(type));
                parameters.forEach(parameter -> layer.add(parameter.of(path)));
                warnings.add("Layer " + path + " is never called.");
            }
        }
        addFree(builder);
    }

    /** Tensors of modules that are no layers, where the code only hands them to other layers. */
    private void addFree(ModelBuilder builder) throws ModelFormatException {
        Set<TensorInfo> used = new HashSet<>(builder.tensors());
        for (String path : tree.paths()) {
            for (StoredParameter parameter : tree.isLeaf(path) ? List.<StoredParameter>of() : tree.parametersOf(path)) {
                if (used.add(parameter.tensor())) {
                    LayerBuilder layer = builder.module(path + "." + parameter.name());
                    layer.type("Parameter", "");
                    layer.add(parameter.of(path));
                }
            }
        }
    }
}
