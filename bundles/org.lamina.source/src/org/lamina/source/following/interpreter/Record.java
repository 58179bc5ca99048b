package org.lamina.source.following.interpreter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lamina.source.following.value.Chain;
import org.lamina.source.following.value.Modal;
import org.lamina.source.following.value.Node;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.Data;
import org.lamina.source.program.Fit;
import org.lamina.source.program.Fitting;
import org.lamina.source.program.LoopEvent;
import org.lamina.source.program.Loss;
import org.lamina.source.program.Metric;
import org.lamina.source.program.Optimizer;
import org.lamina.source.program.Setting;
import org.lamina.source.python.TextRange;

/** What has been seen while a program was followed. */
public final class Record {

    private static final int MAX_COMPUTED = 10_000;

    /** A call of {@code compile}. */
    public static final class Compilation {
        public final Value model;
        public final TextRange range;
        public Optional<Optimizer> optimizer = Optional.empty();
        public final List<Loss> losses = new ArrayList<>();
        public final List<Metric> metrics = new ArrayList<>();
        public final List<Fit> fits = new ArrayList<>();

        public Compilation(Value model, TextRange range) {
            this.model = model;
            this.range = range;
        }
    }

    /** A loss that was computed of a prediction; whether its target has one number a sample, without an axis for it. */
    public record LossUse(Loss loss, Optional<Node> prediction, TextRange range, boolean flat) {
    }

    /** Data that was given to a network. */
    public record Feed(Data data, Map<String, Setting> loader, TextRange range, boolean evaluation) {
    }

    /** What an optimizer is given: the parameters of a network, as a rule. */
    public record Trained(Optimizer optimizer, Value parameters) {
    }

    /** A network that computed at some place, and the loops around it. */
    public record Computed(Value network, TextRange range, List<Integer> loops) {
    }

    private final List<Chain> chains = new ArrayList<>();
    private final List<Value.Instance> instances = new ArrayList<>();
    private final List<Compilation> compilations = new ArrayList<>();
    private final Map<TextRange, LossUse> losses = new LinkedHashMap<>();
    private final Map<TextRange, Optimizer> optimizers = new LinkedHashMap<>();
    private final List<Trained> trained = new ArrayList<>();
    private final List<Computed> computed = new ArrayList<>();
    private final List<LoopEvent> events = new ArrayList<>();
    private final Map<LoopEvent, Value> computing = new IdentityHashMap<>();
    private final Map<Object, LoopEvent> eventKeys = new HashMap<>();
    private final Predictions predictions = new Predictions();
    private LoopEvent lastComputation;
    private final List<Feed> feeds = new ArrayList<>();
    private final List<Fitting> fittings = new ArrayList<>();
    private final List<Data> loaded = new ArrayList<>();
    private boolean evaluating;
    private boolean quiet;

    /** Follows something of which nothing is to be noted. */
    void quietly(Runnable following) {
        boolean before = quiet;
        quiet = true;
        try {
            following.run();
        } finally {
            quiet = before;
        }
    }

    /** Notes a step, and the network that computes or is set to a mode, if it is known. */
    void event(LoopEvent event, Optional<Value> network) {
        if (quiet) {
            return;
        }
        if (event.kind() == LoopEvent.Kind.EVAL || event.kind() == LoopEvent.Kind.TRAIN) {
            evaluating = event.kind() == LoopEvent.Kind.EVAL;
        }
        boolean learns = event.kind() == LoopEvent.Kind.FORWARD && event.computation().filter(how -> how.gradients()
                && !how.evaluating()).isPresent();
        network.filter(value -> learns && computed.size() < MAX_COMPUTED).ifPresent(
                value -> computed.add(new Computed(value, event.range(), event.loops())));
        LoopEvent before = eventKeys.putIfAbsent(List.of(event.kind(), event.range(), event.loops()), event);
        lastComputation = event.kind() == LoopEvent.Kind.FORWARD ? before == null ? event : before : lastComputation;
        if (before == null) {
            events.add(event);
            network.ifPresent(value -> computing.put(event, value));
        }
    }

    /** Notes data that a network is given. */
    public void feed(Value.Array array, TextRange range) {
        feed(array, range, false);
    }

    /** Notes data that a network is given, and whether it is known that it is evaluated by it. */
    void feed(Value.Array array, TextRange range, boolean evaluation) {
        Feed feed = new Feed(array.data(), array.loader(), range, evaluation || evaluating);
        if (!quiet && !feeds.contains(feed)) {
            feeds.add(feed);
        }
    }

    /** Notes a model that was made. */
    public void chain(Chain chain) {
        if (!quiet) {
            chains.add(chain);
        }
    }

    void instance(Value.Instance instance) {
        if (!quiet) {
            instances.add(instance);
        }
    }

    /** Notes data that was loaded. */
    public void loaded(Data data) {
        if (!quiet) {
            loaded.add(data);
        }
    }

    void loss(Loss loss, Optional<Node> prediction, TextRange range, boolean flat) {
        if (quiet) {
            return;
        }
        // a function that computes a loss may have been followed by itself before
        losses.merge(range, new LossUse(loss, prediction, range, flat),
                (before, now) -> before.prediction().isPresent() ? before : now);
    }

    /** Notes an optimizer; the same place is noted once. */
    public void optimizer(Optimizer optimizer) {
        if (!quiet) {
            optimizers.putIfAbsent(optimizer.range(), optimizer);
        }
    }

    /** Notes that a scaler learns from samples. */
    public void fitting(Fitting fitting) {
        if (!quiet && !fittings.contains(fitting)) {
            fittings.add(fitting);
        }
    }

    /** Notes what an optimizer is given to train. */
    public void trains(Optimizer optimizer, Value parameters) {
        if (!quiet) {
            trained.add(new Trained(optimizer, parameters));
        }
    }

    /** The compilation of a model at a place, a new one if there is none. */
    public Compilation compilation(Value model, TextRange range) {
        Optional<Compilation> same = compilations.stream().filter(known -> known.model == model
                && known.range.equals(range)).findFirst();
        return same.orElseGet(() -> {
            Compilation made = new Compilation(model, range);
            compilations.add(made);
            return made;
        });
    }

    /** The last compilation of a model, or of any model where this one is not known. */
    public Optional<Compilation> lastCompilation(Value model) {
        return compilations.stream().filter(known -> known.model == model).reduce((first, last) -> last);
    }

    /** The models that were made. */
    public List<Chain> chains() {
        return chains;
    }

    /** The modules that were made. */
    public List<Value.Instance> instances() {
        return List.copyOf(instances);
    }

    /** How models are trained. */
    public List<Compilation> compilations() {
        return compilations;
    }

    /** The losses that were computed. */
    public List<LossUse> losses() {
        return List.copyOf(losses.values());
    }

    /** The optimizers that were made. */
    public List<Optimizer> optimizers() {
        return List.copyOf(optimizers.values());
    }

    /** What the optimizers are given to train, each time that one is made. */
    public List<Trained> trained() {
        return trained;
    }

    /** The networks that computed so that gradients are recorded, each time that one did. */
    public List<Computed> computed() {
        return computed;
    }

    /** What becomes of what networks compute. */
    public Predictions predictions() {
        return predictions;
    }

    /** Notes what the network gives that computes at a place. */
    void gives(TextRange range, Value result) {
        if (lastComputation != null && lastComputation.range().equals(range)) {
            predictions.gives(lastComputation, result);
        }
    }

    /** The steps; what is inside the networks counts as it is in the end. */
    public List<LoopEvent> events() {
        return events.stream().map(event -> !computing.containsKey(event) ? event
                : new LoopEvent(event.kind(), event.range(), event.subject(), event.loops(), event.function(),
                        event.computation().map(how -> how.with(Modal.is(computing.get(event)),
                                predictions.isJudged(event))))).toList();
    }

    /** From what scalers learn, in order. */
    public List<Fitting> fittings() {
        return fittings;
    }

    /** What networks were given. */
    public List<Feed> feeds() {
        return feeds;
    }

    /** The data that was loaded. */
    public List<Data> loaded() {
        return loaded;
    }
}
