package org.lamina.source.following.keras;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lamina.source.following.interpreter.Follower;
import org.lamina.source.following.interpreter.Library;
import org.lamina.source.following.interpreter.MethodCall;
import org.lamina.source.following.training.Losses;
import org.lamina.source.following.training.Optimizers;
import org.lamina.source.following.value.Activations;
import org.lamina.source.following.value.Args.Arg;
import org.lamina.source.following.value.Args;
import org.lamina.source.following.value.Chain;
import org.lamina.source.following.value.Node;
import org.lamina.source.following.value.Part;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.Framework;
import org.lamina.source.program.Loss;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Optimizer;
import org.lamina.source.program.Setting;

/**
 * What Keras and TensorFlow's functions and classes make. Their names are recognised under all the paths that the
 * versions have had, and bare where an import is missing, as in a piece of a program.
 */
public final class KerasCalls implements Library {

    private static final Map<String, String> FUNCTIONAL = Map.ofEntries(Map.entry("conv1d", "Conv1D"),
            Map.entry("conv2d", "Conv2D"), Map.entry("conv3d", "Conv3D"), Map.entry("dense", "Dense"),
            Map.entry("conv2d_transpose", "Conv2DTranspose"), Map.entry("separable_conv2d", "SeparableConv2D"),
            Map.entry("max_pooling1d", "MaxPooling1D"), Map.entry("max_pooling2d", "MaxPooling2D"),
            Map.entry("average_pooling2d", "AveragePooling2D"), Map.entry("dropout", "Dropout"),
            Map.entry("batch_normalization", "BatchNormalization"), Map.entry("flatten", "Flatten"));
    private static final Map<String, String> MERGING = Map.of("concatenate", "Concat", "add", "Add", "multiply", "Mul",
            "average", "Mean", "maximum", "Max", "subtract", "Sub", "merge", "Concat", "concat", "Concat");

    private final Follower follower;
    private final KerasTraining training;

    /** The calls in the program that is followed. */
    public KerasCalls(Follower follower) {
        this.follower = follower;
        this.training = new KerasTraining(follower);
    }

    @Override
    public Optional<Value> method(MethodCall call) {
        return training.call(call.name(), call.target(), call.args());
    }

    @Override
    public Optional<Value> call(String name, Args args) {
        if (name.startsWith("torch.") || name.startsWith("torchvision.")) {
            return Optional.empty();
        }
        String last = name.substring(name.lastIndexOf('.') + 1);
        boolean bare = last.equals(name);
        boolean keras = bare || name.matches("(tensorflow|keras|tf|tf_keras)\\..*") || name.contains("layers.")
                || name.contains("keras.");
        if (!keras) {
            return Optional.empty();
        }
        Framework framework = name.contains(".layers." + last) && FUNCTIONAL.containsKey(last) ? Framework.TENSORFLOW
                : Framework.KERAS;
        if (framework == Framework.TENSORFLOW && !args.positional().isEmpty() | args.keywords().containsKey("inputs")) {
            return functional(FUNCTIONAL.get(last), args);
        }
        return model(last, args).or(() -> layer(last, args)).or(() -> optimizer(name, last, args))
                .or(() -> loss(name, last, args)).or(() -> function(name, last, args));
    }

    private Optional<Value> model(String last, Args args) {
        boolean functional = args.positional().size() >= 2 || args.keywords().containsKey("outputs")
                || args.keywords().containsKey("output");
        if (last.equals("Sequential")) {
            Chain chain = new Chain(Framework.KERAS, args.range(), false);
            Value layers = args.value(0, "layers");
            if (layers instanceof Value.Sequence sequence) {
                chain.layers.addAll(sequence.items);
                chain.exact = sequence.exact;
            } else {
                chain.exact = args.get(0, "layers").isEmpty();
            }
            args.get(-1, "name").flatMap(arg -> arg.value().text()).ifPresent(given -> chain.name = given);
            follower.record().chain(chain);
            return Optional.of(chain);
        }
        if (last.equals("Model") && functional) {
            Chain chain = new Chain(Framework.KERAS, args.range(), false);
            chain.inputs.addAll(args.value(0, "inputs", "input").nodes());
            chain.outputs.addAll(args.value(1, "outputs", "output").nodes());
            if (chain.outputs.isEmpty()) {
                return Optional.of(Value.unknown());
            }
            follower.record().chain(chain);
            return Optional.of(chain);
        }
        if (last.equals("Input")) {
            Part part = new Part(Framework.KERAS, Node.INPUT, last, args.settings(List.of("shape")), args.range(), "",
                    Value.unknown());
            return Optional.of(new Value.Tensor(follower.tape().input(part.inputShape(), args.range())));
        }
        if (last.equals("placeholder")) {
            return Optional.of(new Value.Tensor(follower.tape().input(Optional.empty(), args.range())));
        }
        return Optional.empty();
    }


    private Optional<Value> layer(String last, Args args) {
        if (last.equals("InputLayer")) {
            return Optional.of(new Part(Framework.KERAS, Node.INPUT, last, args.settings(List.of("input_shape")),
                    args.range(), "", Value.unknown()));
        }
        return KerasLayers.kind(last).map(kind -> part(last, kind, args));
    }

    private static Part part(String last, KerasLayers.Kind kind, Args args) {
        Map<String, Setting> config = KerasLayers.config(kind, last, args);
        String name = args.get(-1, "name").flatMap(arg -> arg.value().text()).orElse("");
        boolean unclear = kind.type().equals("Lambda");
        return new Part(Framework.KERAS, unclear ? NetworkLayer.UNKNOWN : kind.type(), last, config, args.range(), name,
                args.value(0, "layer"));
    }

    /** {@code tf.layers.dense(inputs, units)}: made and applied at once. */
    private Optional<Value> functional(String layer, Args args) {
        KerasLayers.Kind kind = KerasLayers.kind(layer).orElseThrow();
        Map<String, Arg> keywords = new LinkedHashMap<>(args.keywords());
        Arg named = keywords.remove("inputs");
        Args rest = named != null ? new Args(args.positional(), keywords, args.exact(), args.range()) : args.rest();
        Value input = named != null ? named.value() : args.positional().get(0).value();
        Part part = part(layer, kind, rest);
        return Optional.of(follower.application().apply(new Part(Framework.TENSORFLOW, part.type, part.originalType,
                part.config, part.constructor, part.name, part.inner), List.of(input), args.range()));
    }

    private Optional<Value> optimizer(String name, String last, Args args) {
        boolean path = name.contains("optimizers") || name.contains(".train.");
        boolean bare = last.equals(name) && Character.isUpperCase(last.charAt(0));
        if (!path && !bare || !Optimizers.isKnown(last)) {
            return Optional.empty();
        }
        Optimizer optimizer = Optimizers.keras(last, args);
        follower.record().optimizer(optimizer);
        return Optional.of(new Value.MadeOptimizer(optimizer));
    }

    private Optional<Value> loss(String name, String last, Args args) {
        Optional<Loss> tensorFlow = name.matches("tensorflow\\.(compat\\.v1\\.)?(losses|nn)\\..*")
                ? Losses.tensorFlow(last, args.range()) : Optional.empty();
        if (tensorFlow.isPresent() && !args.positional().isEmpty() | !args.keywords().isEmpty()) {
            Args ordered = name.contains(".losses.") && args.positional().size() > 1
                    ? new Args(args.positional().subList(1, args.positional().size()), args.keywords(), true,
                            args.range()) : args;
            return Optional.of(follower.application().loss(tensorFlow.get(), ordered, args.range()));
        }
        boolean path = name.contains("losses") || name.contains("objectives");
        boolean className = Character.isUpperCase(last.charAt(0));
        Optional<Loss> loss = path || last.equals(name)
                ? Losses.keras(last, args.get(-1, "from_logits").map(Arg::setting), args.range()) : Optional.empty();
        return loss.map(found -> className ? new Value.MadeLoss(found)
                : args.positional().size() > 1 ? follower.application().loss(found, behindLabels(args), args.range())
                        : Value.unknown());
    }

    /** Keras's losses take the labels first. */
    private static Args behindLabels(Args args) {
        return new Args(args.positional().subList(1, 2), args.keywords(), args.exact(), args.range());
    }

    private Optional<Value> function(String name, String last, Args args) {
        if (MERGING.containsKey(last) && !args.tensors().isEmpty()
                && (args.value(0, "inputs", "values") instanceof Value.Sequence || last.equals("add"))) {
            boolean sum = last.equals("merge") && args.get(-1, "mode").flatMap(arg -> arg.value().text())
                    .filter("sum"::equals).isPresent();
            return Optional.of(new Value.Tensor(follower.tape().function(Framework.KERAS,
                    sum ? "Add" : MERGING.get(last), last, Map.of(), args.tensors(), args.range())));
        }
        Optional<String> activation = Activations.type(last).filter(type -> !type.equals("Identity"));
        boolean path = name.contains("activations.") || name.contains(".nn.") || name.contains("backend.")
                || name.contains("ops.") || name.equals("tensorflow." + last);
        if (activation.isPresent() && path && !args.tensors().isEmpty()) {
            return Optional.of(new Value.Tensor(follower.tape().function(Framework.TENSORFLOW, activation.get(), last,
                    Map.of(), args.tensors(), args.range())));
        }
        if (activation.isPresent() && path && !args.positional().isEmpty()
                && args.positional().get(0).value() instanceof Value.Unknown unknown) {
            return Optional.of(new Value.Tensor(follower.tape().function(Framework.TENSORFLOW, activation.get(), last,
                    Map.of(), List.of(unknown.asInput(follower.tape(), args.range())), args.range())));
        }
        if (last.equals("image_data_format") || last.equals("image_dim_ordering")) {
            return Optional.of(Value.of(last.equals("image_data_format") ? "channels_last" : "tf"));
        }
        if (name.contains("initializers") || last.endsWith("_initializer")) {
            return Optional.of(new Value.Opaque(Args.INITIALISER + last.toLowerCase(Locale.ROOT)
                    .replace("_initializer", ""), args));
        }
        if (name.contains("regularizers") || name.contains("constraints")
                || Set.of("l1", "l2", "l1_l2", "maxnorm", "max_norm", "L1", "L2").contains(last)) {
            return Optional.of(Value.of(last.toLowerCase(Locale.ROOT)));
        }
        boolean pretrained = name.contains("applications.") && Character.isUpperCase(last.charAt(0));
        if (pretrained || name.endsWith("hub.KerasLayer")) {
            return Optional.of(new Part(Framework.KERAS, NetworkLayer.UNKNOWN, last, Map.of(), args.range(), "",
                    Value.unknown()));
        }
        if (last.equals("reshape") && name.startsWith("tensorflow.") && !args.tensors().isEmpty()) {
            return Optional.of(new Value.Tensor(follower.tape().function(Framework.TENSORFLOW, "Reshape", last,
                    args.settings(List.of("tensor", "shape")), args.tensors(), args.range())));
        }
        return Optional.empty();
    }
}
