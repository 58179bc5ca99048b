package org.lamina.source.following;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.lamina.source.following.interpreter.Record;
import org.lamina.source.following.interpreter.Record.Computed;
import org.lamina.source.following.interpreter.Record.Trained;
import org.lamina.source.following.value.Chain;
import org.lamina.source.following.value.Contents;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.LoopEvent;
import org.lamina.source.program.LoopEvent.Kind;
import org.lamina.source.program.Optimizer;
import org.lamina.source.program.Untrained;
import org.lamina.source.python.PythonSource;
import org.lamina.source.python.TextRange;

/**
 * Finds networks of PyTorch that compute where others are trained and whose parameters no optimizer has. Says nothing
 * where it is not known what each optimizer is given, or where the program means some networks to stay as they are.
 */
final class UntrainedNetworks {

    /** What gives a network its weights, or keeps them, in another way. */
    private static final Pattern MEANT = Pattern.compile("load_state_dict|requires_grad|deepcopy|add_param_group"
            + "|torch\\.load\\(|pretrained|\\.copy_\\(|\\bweights\\s*=|\\.fit\\(");

    private final PythonSource source;
    private final Record record;

    UntrainedNetworks(PythonSource source, Record record) {
        this.source = source;
        this.record = record;
    }

    List<Untrained> find() {
        List<Trained> trained = record.trained();
        boolean known = !trained.isEmpty() && record.optimizers().stream().allMatch(optimizer -> trained.stream()
                .anyMatch(given -> given.optimizer().range().equals(optimizer.range())))
                && trained.stream().allMatch(given -> network(given).isPresent());
        if (!known || MEANT.matcher(source.text()).find()) {
            return List.of();
        }
        Set<List<Integer>> stepping = new HashSet<>();
        record.events().stream().filter(event -> event.kind() == Kind.STEP).map(LoopEvent::loops)
                .filter(loops -> !loops.isEmpty()).forEach(stepping::add);
        List<Untrained> found = new ArrayList<>();
        Set<TextRange> seen = new HashSet<>();
        for (Computed computed : record.computed()) {
            Value network = computed.network();
            boolean left = stepping.contains(computed.loops()) && trained.stream().noneMatch(
                    given -> Contents.overlap(network(given).orElseThrow(), network)) && Contents.hasWeights(network);
            if (left && seen.add(computed.range())) {
                found.add(new Untrained(name(network), made(network).orElse(computed.range()), computed.range(),
                        instead(trained)));
            }
        }
        return found;
    }

    /** The optimizer of a network that never computes, or else the last of two for the same network. */
    private Optional<Optimizer> instead(List<Trained> trained) {
        Optional<Trained> idle = trained.stream().filter(given -> record.computed().stream().noneMatch(
                computed -> Contents.overlap(network(given).orElseThrow(), computed.network()))).findFirst();
        return idle.or(() -> trained.stream().filter(given -> trained.stream().anyMatch(other ->
                other.parameters() instanceof Value.Parameters && network(other).equals(network(given))
                        && other.optimizer().range().offset() < given.optimizer().range().offset())).findFirst())
                .map(Trained::optimizer);
    }

    private static Optional<Value> network(Trained trained) {
        return trained.parameters() instanceof Value.Parameters all && all.network().isNetwork()
                ? Optional.of(all.network()) : Optional.empty();
    }

    private static String name(Value network) {
        return network instanceof Value.Instance instance ? instance.type.definition().name()
                : network instanceof Chain chain && !chain.name.isEmpty() ? chain.name : "the network";
    }

    private static Optional<TextRange> made(Value network) {
        return network instanceof Value.Instance instance ? Optional.of(instance.made)
                : network instanceof Chain chain ? Optional.of(chain.made) : Optional.empty();
    }
}
