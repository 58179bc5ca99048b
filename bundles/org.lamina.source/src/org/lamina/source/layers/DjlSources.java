package org.lamina.source.layers;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.lamina.model.Layer;
import org.lamina.model.LayerKind;
import org.lamina.model.Model;
import org.lamina.model.Progress;
import org.lamina.source.following.Programs;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Program;
import org.lamina.source.project.PythonProject;
import org.lamina.source.project.SourceExpression;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Expression.Opaque;
import org.lamina.source.python.PythonSource;
import org.lamina.source.python.Statement;
import org.lamina.source.python.TextRange;

/**
 * The layers of DJL's parameters in Java programs. The file has neither classes nor names, so that the blocks with
 * parameters must be those of one network, in their order and of their sizes. Where several networks fit, none does.
 */
final class DjlSources {

    /** How DJL names the blocks of a block: by their number and class. */
    private static final String BLOCK = "\\d\\d+[A-Z]\\w*";
    private static final Set<LayerKind> WITH_PARAMETERS = Set.of(LayerKind.DENSE, LayerKind.CONVOLUTION,
            LayerKind.NORMALISATION, LayerKind.EMBEDDING, LayerKind.RECURRENT);

    /** Where the blocks of a network are made. */
    private record Place(String file, List<TextRange> constructors) {
    }

    private DjlSources() {
    }

    /** Whether a model is a file of DJL's parameters. */
    static boolean isDjl(Model model) {
        return !model.layers().isEmpty() && model.layers().stream().allMatch(layer -> layer.path().matches(BLOCK));
    }

    static LayerSources resolve(Model model, PythonProject project, Progress progress) {
        Set<Place> different = new LinkedHashSet<>();
        Map<String, SourceExpression> found = new HashMap<>();
        for (PythonSource source : project.matchingJava(text -> text.contains("ai.djl"), progress)) {
            progress.checkCancelled();
            Program program = Programs.read(source);
            for (Network network : program.networks()) {
                List<NetworkLayer> layers = network.layers().stream().filter(DjlSources::hasParameters).toList();
                if (fits(model.layers(), layers)
                        && different.add(new Place(source.file(), layers.stream().map(NetworkLayer::constructor)
                                .toList()))) {
                    IntStream.range(0, layers.size()).forEach(at -> found.put(model.layers().get(at).path(),
                            expression(source, layers.get(at).constructor())));
                }
            }
        }
        return new LayerSources(project, different.size() == 1 ? Map.copyOf(found) : Map.of(), Map.of(), Set.of(),
                Map.of(), Map.of());
    }

    private static boolean hasParameters(NetworkLayer layer) {
        return WITH_PARAMETERS.contains(layer.kind()) || layer.type().equals("PReLU");
    }

    private static boolean fits(List<Layer> stored, List<NetworkLayer> written) {
        return stored.size() == written.size() && IntStream.range(0, stored.size())
                .allMatch(at -> fits(stored.get(at), written.get(at)));
    }

    /** Whether type and size agree, as far as both are known. */
    private static boolean fits(Layer stored, NetworkLayer written) {
        boolean guessed = WITH_PARAMETERS.contains(LayerKind.of(stored.type()));
        Optional<Double> units = written.number("out_features").or(() -> written.number("out_channels"));
        Optional<Long> rows = stored.parameters().stream().map(parameter -> parameter.tensor().shape())
                .filter(shape -> shape.rank() > 1)
                .findFirst().map(shape -> shape.dimension(0));
        return (!guessed || family(stored.type()).equals(family(written.type())))
                && (units.isEmpty() || rows.isEmpty() || units.get().longValue() == rows.get());
    }

    /** A type without its number of axes, which parameters do not always tell. */
    private static String family(String type) {
        return type.startsWith("BatchNorm") ? "BatchNorm" : type;
    }

    /** The call at this place, or what else is there. */
    static SourceExpression expression(PythonSource source, TextRange range) {
        return new SourceExpression(source, source.statements().stream().flatMap(Statement::walkExpressions)
                .filter(Expression.Call.class::isInstance).filter(call -> call.range().equals(range)).findFirst()
                .orElseGet(() -> new Opaque(range)));
    }
}
