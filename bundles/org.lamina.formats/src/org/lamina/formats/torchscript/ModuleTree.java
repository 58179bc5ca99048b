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
import java.util.regex.Pattern;

import org.lamina.formats.pickle.PickledObject;
import org.lamina.formats.pytorch.PackedTensors;
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
    private static final Pattern QUANTISED = Pattern.compile(
            "__torch__\\.torch\\.(ao\\.nn|nn\\.(quantized|quantizable|intrinsic|qat))\\.");
    private static final Set<String> LIBRARY_CONTAINERS = Set.of("container", "module", "transformer");

    private final TorchScriptArchive archive;
    private final ScriptProgram program;
    private final TensorStorages storages;
    private final Map<String, PickledObject> modules = new LinkedHashMap<>();
    private final NavigableMap<String, PickledObject> sorted = new TreeMap<>();
    private final Set<String> containers = new HashSet<>();
    private final Map<Object, List<StoredParameter>> parameters = new IdentityHashMap<>();
    private final Map<PickledObject, Map<String, Object>> attributes = new IdentityHashMap<>();

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
        Set<String> trainable = names(module, "__parameters__");
        for (Map.Entry<String, Object> entry : attributes(module).entrySet()) {
            String name = entry.getKey();
            if (!add(path, name, entry.getValue(), trainable.contains(name))
                    && entry.getValue() instanceof PickledObject child && isModule(child)) {
                containers.add(path);
                walk(path.isEmpty() ? name : path + "." + name, child, depth + 1);
            }
        }
    }

    /** Lists the tensors that an attribute is, if it is any. */
    private boolean add(String path, String name, Object value, boolean trainable)
            throws ModelFormatException, IOException {
        List<StoredParameter> stored = new ArrayList<>();
        for (Map.Entry<String, Object> each : PackedTensors.parts(value).entrySet()) {
            String full = name + each.getKey();
            stored.add(new StoredParameter(path, full, storages.find(path.isEmpty() ? full : path + "." + full, "data",
                    each.getValue()), trainable));
        }
        if (!stored.isEmpty()) {
            parameters.putIfAbsent(value, stored);
        }
        return !stored.isEmpty();
    }

    /**
     * The attributes of a module by name.
     *
     * @throws ModelFormatException if the code of its class can't be parsed
     */
    Map<String, Object> attributes(PickledObject module) throws ModelFormatException {
        Map<String, Object> known = attributes.get(module);
        if (known == null) {
            known = ModuleState.of(module, program.definition(type(module)).map(ClassPlace::definition));
            attributes.put(module, known);
        }
        return known;
    }

    /** Whether code calls the operators of inner modules itself, as PyTorch 1.0 and 1.1 wrote what was traced. */
    boolean isInlined() {
        return archive.isLegacy();
    }

    /** The paths of all modules but the root, outer before inner. */
    List<String> paths() {
        return modules.keySet().stream().filter(path -> !path.isEmpty()).toList();
    }

    /** The module at a path; null if there is none. */
    PickledObject module(String path) {
        return modules.get(path);
    }

    /** The stored tensors that an attribute of a module is; empty if it is none. */
    List<StoredParameter> parameters(Object attribute) {
        return parameters.getOrDefault(attribute, List.of());
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
        return attributes.getOrDefault(module, Map.of()).values().stream()
                .flatMap(value -> parameters(value).stream()).toList();
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
        if (QUANTISED.matcher(type).lookingAt()) {
            return true;
        } else if (type.startsWith(LIBRARY)) {
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
     * The hyper-parameters of a module: the constants that a scripted class declares as {@code Final}, and attributes
     * that are numbers, texts, booleans, or lists of them.
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
        attributes(module).forEach((name, value) -> {
            if (!name.startsWith("_") && !name.equals("training") && isPlain(value)) {
                constants.putIfAbsent(name, value);
            }
        });
        return constants;
    }

    private static boolean isPlain(Object value) {
        return value instanceof List<?> list ? list.stream().allMatch(Number.class::isInstance)
                : value instanceof Long || value instanceof Double || value instanceof Boolean
                        || value instanceof String;
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
