package org.lamina.formats.pytorch;

import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.lamina.formats.names.TorchClasses;
import org.lamina.formats.pickle.PickledDict;
import org.lamina.formats.pickle.PickledObject;
import org.lamina.model.ModelFormatException;

/**
 * Whole modules in a pickle: their state has the dictionaries {@code _modules}, {@code _parameters} and
 * {@code _buffers}, and hyper-parameters as plain attributes. Their classes are named, not loaded.
 */
final class PickledModules {

    private static final int DEPTH_LIMIT = 64;
    private static final int MODULE_LIMIT = 200_000;
    /** The state of a quantised convolution (torch/ao/nn/quantized/modules/conv.py); nothing for its tensors. */
    private static final List<String> CONVOLUTION = List.of("in_channels", "out_channels", "kernel_size", "stride",
            "padding", "dilation", "transposed", "output_padding", "groups", "padding_mode", "", "", "scale",
            "zero_point");

    private final PickledTensors tensors;
    private final Section section;
    private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private int modules;

    private PickledModules(PickledTensors tensors, Section section) {
        this.tensors = tensors;
        this.section = section;
    }

    /** Whether a value is a module. */
    static boolean isModule(Object value) {
        return value instanceof PickledObject object && attributes(object).get("_modules") instanceof PickledDict
                && attributes(object).get("_parameters") instanceof PickledDict;
    }

    /** The state, or what a module that was traced by torch.fx is made of. */
    private static PickledDict attributes(PickledObject object) {
        Object first = object.arguments().isEmpty() ? null : object.arguments().get(0);
        return object.state() instanceof PickledDict state ? state
                : first instanceof PickledDict body ? body : new PickledDict();
    }

    /**
     * The modules and tensors of a module.
     *
     * @param path where it lies in the file
     * @throws ModelFormatException if its tensors are missing
     * @throws IOException if the file can't be read
     */
    static Section section(String path, PickledObject module, PickledTensors tensors)
            throws ModelFormatException, IOException {
        Section section = new Section(path);
        new PickledModules(tensors, section).walk("", module, 0);
        return section;
    }

    private void walk(String path, PickledObject module, int depth) throws ModelFormatException, IOException {
        if (depth > DEPTH_LIMIT || ++modules > MODULE_LIMIT || !open.add(module)) {
            return;
        }
        PickledDict attributes = attributes(module);
        String type = module.type().name().substring(module.type().name().lastIndexOf('.') + 1);
        section.module(path, TorchClasses.type(type), module.type().qualifiedName(), config(attributes));
        addTensors(path, attributes.get("_parameters"), true);
        addTensors(path, attributes.get("_buffers"), false);
        for (PickledDict.Entry attribute : attributes.entries()) {
            if (PackedTensors.isPacked(attribute.value())) {
                addParts(ContentsWalk.join(path, ContentsWalk.key(attribute)), PackedTensors.parts(attribute.value()));
            }
        }
        for (PickledDict.Entry child : ((PickledDict) attributes.get("_modules")).entries()) {
            String below = ContentsWalk.join(path, ContentsWalk.key(child));
            if (isModule(child.value())) {
                walk(below, (PickledObject) child.value(), depth + 1);
            } else if (child.value() instanceof PickledObject packed && packed.state() instanceof List<?> state) {
                addPacked(below, packed, state);
            }
        }
        open.remove(module);
    }

    /** A quantised convolution, whose state is a tuple. */
    private void addPacked(String path, PickledObject module, List<?> state)
            throws ModelFormatException, IOException {
        Map<String, Object> config = new LinkedHashMap<>();
        for (int i = 0; state.size() >= CONVOLUTION.size() && i < CONVOLUTION.size(); i++) {
            String name = CONVOLUTION.get(i);
            Metadata.presentable(state.get(i)).filter(value -> !name.isEmpty())
                    .ifPresent(value -> config.put(name, value));
        }
        String type = TorchClasses.type(module.type().name());
        section.module(path, type, module.type().qualifiedName(), config);
        addParts(path, PackedTensors.inside(state));
    }

    private void addTensors(String path, Object dictionary, boolean parameters)
            throws ModelFormatException, IOException {
        if (dictionary instanceof PickledDict named) {
            for (PickledDict.Entry entry : named.entries()) {
                if (tensors.isTensor(entry.value())) {
                    add(ContentsWalk.join(path, ContentsWalk.key(entry)), entry.value(),
                            parameters && !isFrozen(entry.value()));
                }
            }
        }
    }

    private void add(String name, Object tensor, boolean trainable) throws ModelFormatException, IOException {
        tensors.find(ContentsWalk.join(section.path(), name), tensor)
                .forEach((part, found) -> section.add(name + part, found, trainable));
    }

    private void addParts(String name, Map<String, Object> parts) throws ModelFormatException, IOException {
        for (Map.Entry<String, Object> part : parts.entrySet()) {
            add(name + part.getKey(), part.getValue(), false);
        }
    }

    /** Whether a parameter was made with {@code requires_grad=False}. */
    private static boolean isFrozen(Object value) {
        return value instanceof PickledObject object && object.type().name().startsWith("_rebuild_parameter")
                && object.arguments().size() > 1 && Boolean.FALSE.equals(object.arguments().get(1));
    }

    private static Map<String, Object> config(PickledDict attributes) {
        Map<String, Object> config = new LinkedHashMap<>();
        for (PickledDict.Entry entry : attributes.entries()) {
            if (entry.key() instanceof String name && !name.startsWith("_") && !name.equals("training")) {
                Metadata.presentable(entry.value()).ifPresent(value -> config.put(name, value));
            }
        }
        return config;
    }
}
