package org.lamina.formats.torchscript;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.lamina.formats.pickle.PickledDict;
import org.lamina.formats.pickle.PickledObject;
import org.lamina.formats.torchscript.Value.Constant;
import org.lamina.formats.torchscript.Value.Items;
import org.lamina.formats.torchscript.Value.Tensor;
import org.lamina.model.ModelFormatException;

/** The attributes of modules, as their pickled state and their class tell. A model is taken not to be training. */
final class Attributes {

    private final ModuleTree tree;
    /** What the code has set, by path of the module and name. */
    private final Map<String, Value> changed = new HashMap<>();

    Attributes(ModuleTree tree) {
        this.tree = tree;
    }

    /** Gives an attribute of a module or instance another value. */
    void set(Value owner, String name, Value value) {
        if (owner instanceof Value.Instance instance && Value.canHold(instance, value)) {
            instance.fields().put(name, value);
        } else if (owner instanceof Value.Module module) {
            changed.put(module.path() + "." + name, value);
        }
    }

    /** The attribute of a module or instance. */
    Value of(Value owner, String name) throws ModelFormatException {
        if (owner instanceof Value.Instance instance) {
            return instance.fields().getOrDefault(name, Value.UNKNOWN);
        }
        if (owner instanceof Items && name.matches("_?\\d+")) {
            return ScalarFunctions.element(owner, new Constant(Long.valueOf(name.replace("_", ""))));
        }
        return owner instanceof Value.Module module ? attribute(module, name) : Value.UNKNOWN;
    }

    private Value attribute(Value.Module module, String name) throws ModelFormatException {
        if (name.equals("training")) {
            return new Constant(false);
        }
        Value set = changed.get(module.path() + "." + name);
        if (set != null) {
            return set;
        }
        Map<String, Object> attributes = tree.attributes(module.object());
        Object value = attributes.get(name);
        if (value instanceof PickledObject object && tree.isModule(object)) {
            return new Value.Module(object, module.path().isEmpty() ? name : module.path() + "." + name);
        }
        if (!attributes.containsKey(name)) {
            Object constant = tree.constants(module.object()).get(name);
            return constant != null ? new Constant(constant) : name.equals("_packed_params")
                    ? tensor(tree.parametersOf(module.path())) : Value.UNKNOWN;
        }
        return pickled(value, 0);
    }

    /** What is stored as these tensors; of several the first tells the shape, as the weight of packed ones does. */
    static Value tensor(List<StoredParameter> stored) {
        return stored.isEmpty() ? Value.UNKNOWN
                : new Tensor(Set.of(), weight(stored).tensor().shape(), weight(stored).name(), stored);
    }

    private static StoredParameter weight(List<StoredParameter> stored) {
        return stored.stream().filter(each -> each.name().matches("(.*\\.)?weight")).findFirst().orElse(stored.get(0));
    }

    private Value pickled(Object value, int depth) throws ModelFormatException {
        if (value instanceof PickledObject object) {
            List<StoredParameter> stored = tree.parameters(object);
            if (!stored.isEmpty()) {
                return tensor(stored);
            }
            // lists of a type, and dictionaries with the text of their type behind
            boolean collection = object.type().module().equals("torch.jit._pickle") && !object.arguments().isEmpty();
            return collection ? pickled(object.arguments().get(0), depth + 1) : instance(object, depth);
        } else if (value instanceof List<?> list && depth < 8) {
            List<Value> elements = new ArrayList<>();
            for (Object element : list) {
                elements.add(pickled(element, depth + 1));
            }
            return new Items(elements);
        } else if (value instanceof PickledDict dict && depth < 8) {
            Map<Object, Value> values = new LinkedHashMap<>();
            for (PickledDict.Entry entry : dict.entries()) {
                if (entry.key() instanceof String || entry.key() instanceof Long) {
                    values.put(entry.key(), pickled(entry.value(), depth + 1));
                }
            }
            return new Value.Entries(values);
        } else if (value == null || value instanceof Long || value instanceof Double || value instanceof Boolean
                || value instanceof String) {
            return new Constant(value);
        }
        return Value.UNKNOWN;
    }

    /** An object of a class of the archive that is no module; unknown if it is anything else. */
    private Value instance(PickledObject object, int depth) throws ModelFormatException {
        if (!ModuleTree.type(object).startsWith("__torch__.") || depth >= 8) {
            return Value.UNKNOWN;
        }
        Map<String, Value> fields = new LinkedHashMap<>();
        for (Map.Entry<String, Object> field : tree.attributes(object).entrySet()) {
            fields.put(field.getKey(), pickled(field.getValue(), depth + 1));
        }
        return new Value.Instance(ModuleTree.type(object), fields);
    }
}
