package org.lamina.formats.torchscript;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.lamina.formats.pickle.PickledDict;
import org.lamina.formats.pickle.PickledObject;
import org.lamina.formats.pytorch.TensorStorages;
import org.lamina.formats.torchscript.ScriptProgram.ClassPlace;
import org.lamina.formats.torchscript.code.CodeFile.Definition;
import org.lamina.formats.torchscript.code.Expression;
import org.lamina.formats.torchscript.code.Statement;
import org.lamina.model.ModelFormatException;

/** The modules of an archive by path, with their tensors. */
final class ModuleTree {

    private static final int DEPTH_LIMIT = 64;
    private static final int MODULE_LIMIT = 200_000;
    private static final String LIBRARY = "__torch__.torch.nn.modules.";
    private static final Set<String> LIBRARY_CONTAINERS = Set.of("container", "module", "transformer");

    private final TorchScriptArchive archive;
    private final ScriptProgram program;
    private final TensorStorages storages;
    private final Map<String, PickledObject> modules = new LinkedHashMap<>();
    private final NavigableMap<String, PickledObject> sorted = new TreeMap<>();
    private final Set<String> containers = new HashSet<>();
    private final Map<PickledObject, StoredParameter> parameters = new IdentityHashMap<>();

    /**
     * Walks through the module tree.
     *
     * @throws ModelFormatException if it is damaged, too deep or too large
     * @throws IOException if the archive can't be read
     */
    ModuleTree(TorchScriptArchive archive, ScriptProgram program, TensorStorages storages)
            throws ModelFormatException, IOException {
        this.archive = archive;
        this.program = program;
        this.storages = storages;
        walk("", archive.root(), 0);
    }

    private void walk(String path, PickledObject module, int depth) throws ModelFormatException, IOException {
        modules.put(path, module);
        sorted.put(path, module);
        if (depth > DEPTH_LIMIT || modules.size() > MODULE_LIMIT) {
            throw new ModelFormatException(archive.bytes().file(), "at most " + DEPTH_LIMIT + " levels and "
                    + MODULE_LIMIT + " modules", "more at " + path);
        }
        if (!(module.state() instanceof PickledDict attributes)) {
            return;
        }
        Set<String> trainable = names(module, "__parameters__");
        for (PickledDict.Entry entry : attributes.entries()) {
            String name = String.valueOf(entry.key());
            String below = path.isEmpty() ? name : path + "." + name;
            if (TensorStorages.isTensor(entry.value())) {
                PickledObject tensor = (PickledObject) entry.value();
                StoredParameter parameter = new StoredParameter(path, name, storages.find(below, "data", tensor),
                        trainable.contains(name));
                parameters.putIfAbsent(tensor, parameter);
            } else if (entry.value() instanceof PickledObject child && isModule(child)) {
                containers.add(path);
                walk(below, child, depth + 1);
            }
        }
    }

    /** The paths of all modules but the root, outer before inner. */
    List<String> paths() {
        return modules.keySet().stream().filter(path -> !path.isEmpty()).toList();
    }

    /** The module at a path; null if there is none. */
    PickledObject module(String path) {
        return modules.get(path);
    }

    /** The stored tensor that a pickled tensor of the tree is; null for any other. */
    StoredParameter parameter(PickledObject tensor) {
        return parameters.get(tensor);
    }

    /** The tensors of the module at a path itself, in order. */
    List<StoredParameter> parametersOf(String path) {
        return parametersOf(modules.get(path));
    }

    /** The tensors of the module at a path and of those below it, in order. */
    List<StoredParameter> parametersBelow(String path) {
        List<StoredParameter> found = new ArrayList<>(parametersOf(modules.get(path)));
        sorted.subMap(path + ".", path + "/").values().forEach(module -> found.addAll(parametersOf(module)));
        return found;
    }

    private List<StoredParameter> parametersOf(PickledObject module) {
        return module.state() instanceof PickledDict attributes ? attributes.entries().stream()
                .filter(entry -> TensorStorages.isTensor(entry.value()))
                .map(entry -> parameters.get(entry.value())).toList() : List.of();
    }

    /**
     * Whether a pickled object is a module by its class.
     *
     * @throws ModelFormatException if the code of its class can't be parsed
     */
    boolean isModule(PickledObject object) throws ModelFormatException {
        return object.type().module().startsWith("__torch__")
                && program.definition(type(object)).filter(place -> place.definition().base().equals("Module"))
                        .isPresent();
    }

    /** The qualified name of an object's class. */
    static String type(PickledObject object) {
        return object.type().qualifiedName();
    }

    /**
     * Whether a module is a layer: it contains no other modules, or computes without calling them, or is one of
     * PyTorch's own that is known as a whole, as {@code MultiheadAttention}.
     *
     * @throws ModelFormatException if the code of its class can't be parsed
     */
    boolean isLeaf(String path) throws ModelFormatException {
        String type = type(modules.get(path));
        if (type.startsWith(LIBRARY)) {
            return !LIBRARY_CONTAINERS.contains(type.substring(LIBRARY.length()).split("\\.")[0]);
        }
        return !path.isEmpty() && (!containers.contains(path) || program.definition(type).map(ClassPlace::definition)
                .filter(definition -> definition.method("forward").isPresent())
                .filter(ModuleTree::callsNoModule).isPresent());
    }

    private static boolean callsNoModule(Definition definition) {
        return definition.methods().stream().flatMap(method -> method.calls().stream())
                .noneMatch(call -> call.callee() instanceof Expression.Attribute attribute
                        && attribute.name().startsWith("forward"));
    }

    /**
     * The constant hyper-parameters that a scripted class declares as {@code Final}; numbers, texts, booleans and
     * lists.
     *
     * @throws ModelFormatException if the code of the class can't be parsed
     */
    Map<String, Object> constants(PickledObject module) throws ModelFormatException {
        Map<String, Object> constants = new LinkedHashMap<>();
        Optional<ClassPlace> place = program.definition(type(module));
        if (place.isPresent()) {
            for (Statement statement : place.get().definition().attributes()) {
                if (statement instanceof Statement.Annotation annotation && annotation.value() != null
                        && annotation.target() instanceof Expression.Name name && !name.name().startsWith("_")) {
                    constant(annotation.value()).ifPresent(value -> constants.put(name.name(), value));
                }
            }
        }
        return constants;
    }

    private static Optional<Object> constant(Expression expression) {
        if (expression instanceof Expression.Literal literal) {
            return Optional.ofNullable(literal.value());
        }
        if (expression instanceof Expression.Sequence sequence) {
            List<Object> elements = new ArrayList<>();
            for (Expression element : sequence.elements()) {
                constant(element).ifPresent(elements::add);
            }
            return elements.size() == sequence.elements().size() ? Optional.of(elements) : Optional.empty();
        }
        return Optional.empty();
    }

    private Set<String> names(PickledObject module, String list) throws ModelFormatException {
        Set<String> names = new TreeSet<>();
        Optional<ClassPlace> place = program.definition(type(module));
        if (place.isPresent()) {
            for (Statement statement : place.get().definition().attributes()) {
                if (statement instanceof Statement.Assign assign && assign.value() instanceof Expression.Sequence values
                        && assign.targets().get(0) instanceof Expression.Name name && name.name().equals(list)) {
                    values.elements().forEach(
                            element -> constant(element).ifPresent(text -> names.add(text.toString())));
                }
            }
        }
        return names;
    }
}
