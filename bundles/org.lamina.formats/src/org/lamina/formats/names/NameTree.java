package org.lamina.formats.names;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.lamina.formats.graph.LayerBuilder;
import org.lamina.formats.graph.ModelBuilder;
import org.lamina.model.Model;
import org.lamina.model.Parameter;
import org.lamina.model.TensorInfo;

/**
 * Makes a model of the names of tensors, as PyTorch gives them: modules and at the end the parameter, dotted. Modules
 * with tensors are layers, those above them groups; there is no data flow, so the model has no inputs, outputs or
 * edges. What the file tells about a module is taken from it ({@link #module}); for the other layers the type is
 * guessed from the names and shapes of their tensors ({@link LayerGuess}).
 *
 * <p>A tensor of a module that contains others ({@code encoder.pos_embedding}) is a layer of type {@code Parameter}.
 * Siblings stay in their order, except that numbers are sorted ({@code 2} before {@code 10}). Not for use by several
 * threads at once.
 */
public final class NameTree {

    /** What a reader warns of when the tree is all that it has. */
    public static final String WARNING = "The file names layers without telling how data flow between them; their "
            + "types are guessed from the names and shapes of their tensors.";

    private static final Set<String> BUFFERS = Set.of("running_mean", "running_var", "num_batches_tracked", "inv_freq",
            "weight_mask", "bias_mask", "weight_u");

    private final ModuleNode root = new ModuleNode("", "");

    /** The tree of these tensors by their names. */
    public static NameTree of(Collection<TensorInfo> tensors) {
        NameTree tree = new NameTree();
        tensors.forEach(tensor -> tree.add(tensor.name(), tensor));
        return tree;
    }

    /**
     * Adds a tensor; it is taken to be trainable if its elements are floating-point numbers and its name is not that of
     * a buffer, such as {@code running_mean}.
     *
     * @param path its place in the module tree: {@code layer1.0.conv1.weight}
     * @param tensor the stored tensor, whose own name may be another
     */
    public NameTree add(String path, TensorInfo tensor) {
        return add(path, tensor, tensor.dtype().isFloatingPoint() && !BUFFERS.contains(lastSegment(path)));
    }

    /** Adds a tensor as above, of which it is known whether training changes it. */
    public NameTree add(String path, TensorInfo tensor, boolean trainable) {
        int dot = path.lastIndexOf('.');
        ModuleNode owner = root.descendant(path.substring(0, Math.max(0, dot)));
        owner.parameters().add(new Parameter(lastSegment(path), tensor, trainable));
        return this;
    }

    /**
     * Tells what a module is. A module without tensors and without modules in it, as a {@code ReLU}, becomes a layer by
     * this; one that contains modules becomes a group, unless its type is {@code MultiheadAttention}.
     *
     * @param path its path, not empty
     * @param type its type in the common vocabulary
     * @param originalType its type as the file spells it
     * @param config its hyper-parameters; others than numbers, texts, booleans and lists of them are left out
     */
    public NameTree module(String path, String type, String originalType, Map<String, Object> config) {
        root.descendant(path).tell(type, originalType, config);
        return this;
    }

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
        return root.children().isEmpty() && root.parameters().isEmpty();
    }

    /**
     * Whether it is likely to be the tree of a model: a module was told, or the tensors of one are those of a known
     * type. Data and activations have names too.
     */
    public boolean looksLikeAModel() {
        List<ModuleNode> modules = new ArrayList<>(List.of(root));
        root.children().forEach(child -> collect(child, modules));
        return modules.stream().anyMatch(ModuleNode::isKnown);
    }

    /**
     * The model.
     *
     * @param name its name
     */
    public Model model(String name) {
        List<ModuleNode> modules = new ArrayList<>();
        root.children().forEach(child -> collect(child, modules));
        ModelBuilder builder = new ModelBuilder(modules.stream().map(ModuleNode::path).toList());
        Neighbours neighbours = new Neighbours();
        addRoot(builder);
        for (ModuleNode module : modules) {
            if (module.isLayer()) {
                LayerBuilder layer = builder.module(module.path());
                module.fill(layer);
                neighbours.add(layer);
            } else {
                builder.group(module.path(), module.type().isEmpty() ? "Module" : module.type(), module.originalType());
                addFree(builder, module);
            }
        }
        neighbours.settle();
        return builder.build(name);
    }

    /** A root that is itself a layer, as a lone {@code Linear}, is named like its type. */
    private void addRoot(ModelBuilder builder) {
        if (!root.parameters().isEmpty() && root.children().isEmpty() && root.isLayer()) {
            root.fill(builder.module(root.guess().type().toLowerCase(Locale.ROOT)));
        } else {
            addFree(builder, root);
        }
    }

    private static void addFree(ModelBuilder builder, ModuleNode module) {
        for (Parameter parameter : module.parameters()) {
            String path = module.path().isEmpty() ? parameter.name() : module.path() + "." + parameter.name();
            LayerBuilder layer = builder.module(path);
            layer.type("Parameter", "");
            layer.add(parameter);
        }
    }

    private static void collect(ModuleNode module, List<ModuleNode> modules) {
        modules.add(module);
        if (!module.isLayer()) {
            module.children().forEach(child -> collect(child, modules));
        }
    }

    private static String lastSegment(String path) {
        String last = path.substring(path.lastIndexOf('.') + 1);
        return last.isEmpty() ? "_" : last;
    }
}
