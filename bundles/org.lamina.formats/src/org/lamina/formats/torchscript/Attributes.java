package org.lamina.formats.torchscript;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.lamina.formats.pickle.PickledObject;
import org.lamina.formats.torchscript.Value.Constant;
import org.lamina.formats.torchscript.Value.Items;
import org.lamina.formats.torchscript.Value.Tensor;
import org.lamina.model.ModelFormatException;

/** The attributes of modules, as their pickled state and their class tell. A model is taken not to be training. */
final class Attributes {

    private final ModuleTree tree;

    Attributes(ModuleTree tree) {
        this.tree = tree;
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

    private Value pickled(Object value, int depth) {
        if (value instanceof PickledObject object) {
            List<StoredParameter> stored = tree.parameters(object);
            if (!stored.isEmpty()) {
                return tensor(stored);
            }
            boolean list = object.type().module().equals("torch.jit._pickle") && object.arguments().size() == 1;
            return list ? pickled(object.arguments().get(0), depth + 1) : Value.UNKNOWN;
        } else if (value instanceof List<?> list && depth < 8) {
            List<Value> elements = new ArrayList<>();
            list.forEach(element -> elements.add(pickled(element, depth + 1)));
            return new Items(elements);
        } else if (value == null || value instanceof Long || value instanceof Double || value instanceof Boolean
                || value instanceof String) {
            return new Constant(value);
        }
        return Value.UNKNOWN;
    }
}
