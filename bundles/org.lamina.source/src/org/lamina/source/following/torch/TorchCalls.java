package org.lamina.source.following.torch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lamina.source.following.interpreter.Follower;
import org.lamina.source.following.interpreter.Library;
import org.lamina.source.following.interpreter.MethodCall;
import org.lamina.source.following.training.Losses;
import org.lamina.source.following.training.Optimizers;
import org.lamina.source.following.value.Args.Arg;
import org.lamina.source.following.value.Args;
import org.lamina.source.following.value.Chain;
import org.lamina.source.following.value.Node;
import org.lamina.source.following.value.Part;
import org.lamina.source.following.value.Pretrained;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.Framework;
import org.lamina.source.program.LoopEvent;
import org.lamina.source.program.Loss;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Optimizer;
import org.lamina.source.program.Optimizer.Parameters;
import org.lamina.source.python.TextRange;

/** What PyTorch's functions and classes make. */
public final class TorchCalls implements Library {

    private static final Set<String> CONTAINERS = Set.of("Sequential", "ModuleList", "ModuleDict", "ParameterList");
    private static final Map<String, String> OPERATORS = Map.of("add", "Add", "sub", "Sub", "mul", "Mul", "div", "Div",
            "matmul", "MatMul", "bmm", "MatMul", "mm", "MatMul", "cat", "Concat", "concat", "Concat", "stack", "Stack");

    /** What gives a network that computes the same. */
    private static final Set<String> WRAPPERS = Set.of("DataParallel", "DistributedDataParallel", "compile",
            "convert_sync_batchnorm");

    private final Follower follower;
    private final TorchMethods methods;
    private final Initialisation initialisation;

    /** The calls in the program that is followed. */
    public TorchCalls(Follower follower) {
        this.follower = follower;
        this.methods = new TorchMethods(follower, this);
        this.initialisation = new Initialisation(follower);
    }

    @Override
    public Optional<Value> method(MethodCall call) {
        return initialisation.method(call).or(() -> methods.method(call));
    }

    /** The last layer of a network of another library, or what a program put in its place. */
    @Override
    public Optional<Value> attribute(Value target, String name, TextRange range) {
        if (target instanceof Part part && part.framework == Framework.PYTORCH && part.config.containsKey(name)) {
            return part.config.get(name).value().map(Value::of);
        }
        return Pretrained.place(target).map(place -> place.inside(name))
                .flatMap(place -> place.network().at(place.path()));
    }

    @Override
    public Optional<Value> call(String name, Args args) {
        Optional<Value> initialised = initialisation.call(name, args);
        if (initialised.isPresent()) {
            return initialised;
        }
        String last = name.substring(name.lastIndexOf('.') + 1);
        if (name.startsWith("transformers.") && last.equals("from_pretrained") && name.contains("Model")) {
            return Optional.of(new Part(Framework.PYTORCH, NetworkLayer.UNKNOWN, name.replaceFirst("^\\w+\\.", ""),
                    Map.of(), args.range(), "", Value.unknown()));
        }
        if (Optimizers.isOfTrainer(name)) {
            follower.record().optimizer(Optimizers.trainer(args));
            return Optional.of(Value.unknown());
        }
        if (!name.startsWith("torch.") && !name.startsWith("torchvision.") && !name.startsWith("timm.")) {
            return Optional.empty();
        }
        boolean module = name.startsWith("torch.nn.") && Character.isUpperCase(last.charAt(0));
        if (WRAPPERS.contains(last) && args.value(0, "module", "model").isNetwork()
                && !(args.value(0, "module", "model") instanceof Part)) {
            return Optional.of(args.value(0, "module", "model"));
        }
        if (module && CONTAINERS.contains(last)) {
            return Optional.of(container(last, args));
        }
        if (module) {
            return loss(last, args).map(loss -> (Value) new Value.MadeLoss(loss)).or(() -> layer(last, args));
        }
        if (name.startsWith("torch.optim.") && Optimizers.isKnown(last)) {
            Optimizer optimizer = Optimizers.torch(last, args, parameters(args.value(0, "params")));
            follower.record().optimizer(optimizer);
            Value given = args.value(0, "params");
            follower.record().trains(optimizer, given);
            if (given instanceof Value.Parameters all) {
                follower.freezing().trained(all.network());
                follower.event(LoopEvent.Kind.OPTIMIZER, args.range(), all.spelling(), all.network());
            }
            return Optional.of(new Value.MadeOptimizer(optimizer));
        }
        if (last.equals("no_grad") || last.equals("inference_mode") || last.equals("set_grad_enabled")) {
            follower.event(LoopEvent.Kind.NO_GRAD, args.range(), "");
            boolean off = !last.equals("set_grad_enabled") || args.value(0, "mode").constant()
                    .filter(Boolean.FALSE::equals).isPresent();
            return Optional.of(off ? new Value.Opaque(Follower.NO_GRADIENTS, args) : Value.unknown());
        }
        if (last.startsWith("clip_grad")) {
            follower.event(LoopEvent.Kind.CLIP, args.range(), "");
            return Optional.of(Value.unknown());
        }
        if (last.equals("pack_padded_sequence")) {
            return args.get(0, "input").map(Arg::value);
        }
        if (last.equals("pad_packed_sequence")) {
            return args.get(0, "sequence").map(arg -> Value.list(List.of(arg.value(), Value.unknown())));
        }
        Optional<Value> backbone = Backbones.made(name, args);
        if (backbone.isPresent()) {
            return backbone;
        }
        return function(name, last, args);
    }

    private static Parameters parameters(Value value) {
        return value instanceof Value.Sequence sequence && sequence.exact && sequence.items.isEmpty() ? Parameters.NONE
                : value instanceof Value.Parameters ? Parameters.OF_NETWORK : Parameters.UNKNOWN;
    }

    private Value container(String last, Args args) {
        Chain chain = new Chain(Framework.PYTORCH, args.range(), !last.equals("Sequential"));
        Value first = args.value(0);
        chain.exact = args.exact();
        if (last.equals("ModuleDict")) {
            return new Value.Mapping(first instanceof Value.Mapping mapping ? new LinkedHashMap<>(mapping.entries())
                    : new LinkedHashMap<>());
        }
        if (args.positional().size() == 1 && first instanceof Value.Sequence sequence) {
            boolean pairs = sequence.exact && !sequence.items.isEmpty() && sequence.items.stream()
                    .allMatch(item -> item instanceof Value.Sequence pair && pair.items.size() == 2);
            sequence.items.forEach(item -> {
                if (pairs) {
                    chain.add(((Value.Sequence) item).items.get(0).text().orElse(chain.key(chain.layers.size())),
                            named((Value.Sequence) item));
                } else {
                    chain.layers.add(item);
                }
            });
            chain.exact = sequence.exact;
        } else if (args.positional().size() == 1 && first instanceof Value.Mapping mapping) {
            chain.exact = false;
            mapping.entries().forEach((key, layer) -> chain.add(String.valueOf(key), layer));
        } else {
            args.positional().forEach(arg -> chain.layers.add(arg.value()));
        }
        if (!chain.list) {
            chain.layers.forEach(Value::markPart);
            follower.record().chain(chain);
        }
        return chain;
    }

    private static Value named(Value.Sequence pair) {
        Value value = pair.items.get(1);
        if (value instanceof Part part) {
            pair.items.get(0).text().ifPresent(name -> part.name = name);
        }
        return value;
    }

    private static Optional<Loss> loss(String last, Args args) {
        return Losses.torch(last, args.range());
    }

    private static Optional<Value> layer(String last, Args args) {
        return TorchLayers.isLayer(last) ? Optional.of(new Part(Framework.PYTORCH, TorchLayers.type(last), last,
                TorchLayers.config(TorchLayers.type(last), args), args.range(), "", Value.unknown()))
                : Optional.of(new Part(Framework.PYTORCH, NetworkLayer.UNKNOWN, last, Map.of(), args.range(), "",
                        Value.unknown()));
    }

    private Optional<Value> function(String name, String last, Args args) {
        boolean functional = name.startsWith("torch.nn.functional.");
        Optional<Loss> loss = functional ? Losses.torch(last, args.range()) : Optional.empty();
        if (loss.isPresent()) {
            Args prediction = args.positional().isEmpty() ? args
                    : new Args(args.positional().subList(0, 1), args.get(1, "target")
                            .filter(target -> target.value() instanceof Value.Array)
                            .map(target -> Map.of("target", target)).orElse(Map.of()), args.exact(), args.range());
            return Optional.of(follower.application().loss(loss.get(), prediction, args.range()));
        }
        if (OPERATORS.containsKey(last) && !args.tensors().isEmpty()) {
            return Optional.of(new Value.Tensor(follower.tape().function(Framework.PYTORCH, OPERATORS.get(last), last,
                    Map.of(), args.tensors(), args.range())));
        }
        Optional<String> type = TorchLayers.function(last);
        if (type.isPresent() && !args.positional().isEmpty()) {
            return of(type.get(), last, args.positional().get(0).value(), args.rest());
        }
        return Optional.empty();
    }

    /** A function of a value: {@code F.relu(x)}, {@code x.view(-1, 10)}; empty if the value is of no network. */
    Optional<Value> of(String type, String spelling, Value input, Args rest) {
        Optional<Node> node = input instanceof Value.Tensor tensor ? Optional.of(tensor.node())
                : input instanceof Value.Unknown unknown && !isShape(type)
                        ? Optional.of(unknown.asInput(follower.tape(), rest.range())) : Optional.empty();
        return node.map(read -> new Value.Tensor(follower.tape().function(Framework.PYTORCH, flattens(type, rest)
                ? "Flatten" : type, spelling, TorchLayers.functionConfig(type, rest), List.of(read), rest.range())));
    }

    private static boolean isShape(String type) {
        return Set.of("Reshape", "Permute", "Transpose", "Squeeze", "Unsqueeze", "Flatten").contains(type);
    }

    /** {@code x.view(x.size(0), -1)} and {@code x.view(-1, 320)}: two axes, the first of them the batch. */
    private static boolean flattens(String type, Args sizes) {
        List<Value> values = sizes.positional().stream().map(Arg::value).toList();
        List<Value> both = values.size() == 1 && values.get(0) instanceof Value.Sequence sequence ? sequence.items
                : values;
        return type.equals("Reshape") && both.size() == 2 && Stream.of(both.get(0)).allMatch(
                first -> first.number().isEmpty() || first.number().get() == -1);
    }
}
