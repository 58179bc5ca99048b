package org.lamina.source.program.following;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lamina.source.program.Data;
import org.lamina.source.program.Fit;
import org.lamina.source.program.Loss;
import org.lamina.source.program.LoopEvent;
import org.lamina.source.program.Metric;
import org.lamina.source.program.Optimizer;
import org.lamina.source.program.Setting;
import org.lamina.source.python.TextRange;

/** What has been seen while a program was followed. */
final class Record {

    /** A call of {@code compile}. */
    static final class Compilation {
        final Value model;
        final TextRange range;
        Optional<Optimizer> optimizer = Optional.empty();
        final List<Loss> losses = new ArrayList<>();
        final List<Metric> metrics = new ArrayList<>();
        final List<Fit> fits = new ArrayList<>();

        Compilation(Value model, TextRange range) {
            this.model = model;
            this.range = range;
        }
    }

    /** A loss that was computed of a prediction. */
    record LossUse(Loss loss, Optional<Node> prediction, TextRange range) {
    }

    /** Data that was given to a network. */
    record Feed(Data data, Map<String, Setting> loader, TextRange range, boolean evaluation) {
    }

    private final List<Chain> chains = new ArrayList<>();
    private final List<Value.Instance> instances = new ArrayList<>();
    private final List<Compilation> compilations = new ArrayList<>();
    private final Map<TextRange, LossUse> losses = new LinkedHashMap<>();
    private final Map<TextRange, Optimizer> optimizers = new LinkedHashMap<>();
    private final List<LoopEvent> events = new ArrayList<>();
    private final Set<Object> eventKeys = new HashSet<>();
    private final List<Feed> feeds = new ArrayList<>();
    private final List<Data> loaded = new ArrayList<>();
    private boolean evaluating;

    void event(LoopEvent event) {
        if (event.kind() == LoopEvent.Kind.EVAL || event.kind() == LoopEvent.Kind.TRAIN) {
            evaluating = event.kind() == LoopEvent.Kind.EVAL;
        }
        if (eventKeys.add(List.of(event.kind(), event.range(), event.loops()))) {
            events.add(event);
        }
    }

    void feed(Value.Array array, TextRange range) {
        Feed feed = new Feed(array.data(), array.loader(), range, evaluating);
        if (!feeds.contains(feed)) {
            feeds.add(feed);
        }
    }

    void chain(Chain chain) {
        chains.add(chain);
    }

    void instance(Value.Instance instance) {
        instances.add(instance);
    }

    void loaded(Data data) {
        loaded.add(data);
    }

    void loss(Loss loss, Optional<Node> prediction, TextRange range) {
        losses.putIfAbsent(range, new LossUse(loss, prediction, range));
    }

    void optimizer(Optimizer optimizer) {
        optimizers.putIfAbsent(optimizer.range(), optimizer);
    }

    Compilation compilation(Value model, TextRange range) {
        Optional<Compilation> same = compilations.stream().filter(known -> known.model == model
                && known.range.equals(range)).findFirst();
        return same.orElseGet(() -> {
            Compilation made = new Compilation(model, range);
            compilations.add(made);
            return made;
        });
    }

    /** The last compilation of a model, or of any model where this one is not known. */
    Optional<Compilation> lastCompilation(Value model) {
        return compilations.stream().filter(known -> known.model == model).reduce((first, last) -> last);
    }

    List<Chain> chains() {
        return chains;
    }

    List<Value.Instance> instances() {
        return List.copyOf(instances);
    }

    List<Compilation> compilations() {
        return compilations;
    }

    List<LossUse> losses() {
        return List.copyOf(losses.values());
    }

    List<Optimizer> optimizers() {
        return List.copyOf(optimizers.values());
    }

    List<LoopEvent> events() {
        return events;
    }

    List<Feed> feeds() {
        return feeds;
    }

    List<Data> loaded() {
        return loaded;
    }
}
