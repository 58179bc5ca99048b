package org.lamina.source.layers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lamina.model.Layer;
import org.lamina.model.LayerKind;
import org.lamina.model.Model;
import org.lamina.model.Progress;
import org.lamina.source.following.Programs;
import org.lamina.source.program.Framework;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.project.PythonProject;
import org.lamina.source.project.SourceExpression;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Expression.Call;
import org.lamina.source.python.PythonSource;
import org.lamina.source.python.TextRange;

/**
 * The layers of sequential and functional models of Keras in programs. A layer with an argument {@code name} is found
 * by it; those without have names of their class and a number ({@code dense_1}), and are found by their order if the
 * program makes as many. All layers with weights must be found, and none may have another size. Where several networks
 * fit, none does.
 */
final class KerasSources {

    private static final Set<String> WRAPPERS = Set.of("Bidirectional", "TimeDistributed");

    /** A layer of a program, the place to mark, its name if it is given one, and the class that is named. */
    private record Made(NetworkLayer layer, TextRange place, Optional<String> name, String className) {
    }

    private final Map<String, Layer> stored = new LinkedHashMap<>();

    private KerasSources(Model model) {
        model.layers().stream().filter(layer -> !layer.function() && !layer.type().equals("Parameter"))
                .forEach(layer -> stored.putIfAbsent(own(layer.path()), layer));
    }

    static LayerSources resolve(Model model, PythonProject project, Progress progress) {
        KerasSources search = new KerasSources(model);
        Set<Map<String, TextRange>> different = new LinkedHashSet<>();
        Map<String, SourceExpression> found = new HashMap<>();
        List<PythonSource> sources = project.matching(text -> text.contains("keras") || text.contains("tf.layers"),
                progress);
        for (PythonSource source : sources) {
            progress.checkCancelled();
            List<Network> networks = Programs.read(source).networks();
            Set<Map<String, TextRange>> here = networks.stream().map(network -> search.places(source, network))
                    .filter(places -> !places.isEmpty()).collect(Collectors.toCollection(LinkedHashSet::new));
            here.forEach(places -> {
                different.add(places);
                model.layers().stream().filter(layer -> places.containsKey(own(layer.path()))).forEach(layer -> found
                        .put(layer.path(), DjlSources.expression(source, places.get(own(layer.path())))));
            });
        }
        return different.size() == 1 && found.values().stream().map(SourceExpression::source).distinct().count() == 1
                ? new LayerSources(project, Map.copyOf(found), Map.of(), Set.of(), Map.of(), Map.of())
                : LayerSources.none();
    }

    /** Its last segment, without the number of the call. */
    private static String own(String path) {
        return path.substring(path.lastIndexOf('.') + 1).replaceFirst("#\\d+$", "");
    }

    /** Where a network makes the layers, by their names; empty if it is not the one that was stored. */
    private Map<String, TextRange> places(PythonSource source, Network network) {
        if (network.framework() != Framework.KERAS && network.framework() != Framework.TENSORFLOW) {
            return Map.of();
        }
        Map<String, Made> chosen = new HashMap<>();
        Map<String, List<Made>> unnamed = new LinkedHashMap<>();
        for (NetworkLayer layer : network.layers()) {
            if (layer.owner().isEmpty()) {
                Made made = made(source, layer);
                made.name().ifPresentOrElse(name -> chosen.putIfAbsent(name.replace('.', '_'), made),
                        () -> unnamed.computeIfAbsent(plain(made.className()), unused -> new ArrayList<>()).add(made));
            }
        }
        chosen.keySet().retainAll(stored.keySet());
        unnamed.forEach((type, layers) -> byOrder(type, layers, chosen));
        boolean complete = !chosen.isEmpty() && stored.entrySet().stream().allMatch(entry -> {
            Made made = chosen.get(entry.getKey());
            return made == null ? entry.getValue().parameters().isEmpty() : fits(entry.getValue(), made.layer());
        });
        return complete ? chosen.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                entry -> entry.getValue().place())) : Map.of();
    }

    /** How a program makes a layer; one in a wrapper, {@code Bidirectional(LSTM(3))}, has the wrapper's name. */
    private static Made made(PythonSource source, NetworkLayer layer) {
        Optional<Call> wrapper = source.calls().filter(call -> call.argument("layer", 0)
                .filter(inner -> inner.value().range().equals(layer.constructor())).isPresent()).findFirst()
                .filter(call -> WRAPPERS.contains(className(call)));
        Optional<Call> made = wrapper.or(() -> DjlSources.expression(source, layer.constructor()).call());
        Optional<Expression> name = made.flatMap(call -> call.argument("name")).map(Expression.Argument::value);
        return new Made(layer, made.map(Call::range).orElse(layer.constructor()),
                name.map(value -> ContainerItems.text(name).orElse(layer.name())),
                wrapper.map(KerasSources::className).orElse(layer.originalType()));
    }

    private static String className(Call call) {
        String name = call.callee().dotted().orElse("");
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** Gives the layers of a class that have numbers, lowest first, those that the program makes without a name. */
    private void byOrder(String type, List<Made> written, Map<String, Made> chosen) {
        List<String> names = stored.keySet().stream().filter(name -> !chosen.containsKey(name))
                .filter(name -> plain(name.replaceFirst("_\\d+$", "")).equals(type))
                .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder())).toList();
        Map<TextRange, Made> distinct = new LinkedHashMap<>();
        written.stream().sorted(Comparator.comparingInt(made -> made.place().offset()))
                .forEach(made -> distinct.putIfAbsent(made.place(), made));
        List<Made> ordered = distinct.size() == names.size() ? List.copyOf(distinct.values()) : written;
        for (int i = 0; ordered.size() == names.size() && i < names.size(); i++) {
            chosen.put(names.get(i), ordered.get(i));
        }
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    /** Whether family and size agree, as far as both are known. */
    private static boolean fits(Layer stored, NetworkLayer written) {
        LayerKind kind = LayerKind.of(stored.type());
        boolean other = kind != LayerKind.OTHER && written.kind() != LayerKind.OTHER && kind != written.kind();
        return !other && List.of("out_features", "out_channels").stream().noneMatch(size -> {
            Optional<Double> expected = written.number(size);
            return expected.isPresent() && stored.config().get(size) instanceof Number number
                    && number.doubleValue() != expected.get();
        });
    }
}
