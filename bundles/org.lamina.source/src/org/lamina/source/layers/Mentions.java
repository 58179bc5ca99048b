package org.lamina.source.layers;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lamina.model.Layer;
import org.lamina.source.project.ModuleClass;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Expression.Attribute;
import org.lamina.source.python.Expression.Call;
import org.lamina.source.python.Expression.Operation;
import org.lamina.source.python.Statement;
import org.lamina.source.python.Statement.Assignment;
import org.lamina.source.python.Statement.FunctionDefinition;
import org.lamina.source.python.TextRange;

/**
 * What in a program may be a layer: for a module an attribute of any of the names along its path, {@code self.conv1} or
 * {@code self.stem} for {@code stem.conv1}; for a function a call or operator that is spelt so.
 */
final class Mentions {

    /** What goes through the members of a module. */
    private static final Set<String> ALL_MEMBERS =
            Set.of(".children", ".modules", "._modules", ".named_children", "getattr");

    private Mentions() {
    }

    /** The words by which a layer can be found, for an index. */
    static Set<String> words(Layer layer) {
        return layer.function() ? Spellings.of(layer)
                : ModuleNames.segments(layer.path()).stream().map(name -> "." + name).collect(Collectors.toSet());
    }

    /** The words by which a statement, without its body, may be found. */
    static Stream<String> words(Statement statement) {
        return places(statement).map(Place::word).distinct();
    }

    /** Where a statement, without its body, mentions a layer. */
    static List<TextRange> of(Statement statement, Layer layer) {
        Set<String> words = words(layer);
        return places(statement).filter(place -> words.contains(place.word())).map(Place::range).toList();
    }

    /** Where these functions mention a layer, in the order of the text. */
    static List<TextRange> in(Stream<FunctionDefinition> functions, Layer layer) {
        return functions.flatMap(FunctionDefinition::walk)
                .filter(statement -> !(statement instanceof FunctionDefinition))
                .flatMap(statement -> of(statement, layer).stream()).toList();
    }

    /** Where these functions call a module by a name along its path. */
    static List<TextRange> calls(Stream<FunctionDefinition> functions, Layer module) {
        Set<String> words = words(module);
        return functions.flatMap(FunctionDefinition::calls).map(Call::callee).filter(Mentions::isOwnAttribute)
                .filter(callee -> words.contains("." + ((Attribute) callee).name())).map(Expression::range).toList();
    }

    /** Whether a class may call members without naming them. */
    static boolean allMembers(ModuleClass owner) {
        return owner.computations().flatMap(FunctionDefinition::walk).flatMap(Mentions::words)
                .anyMatch(ALL_MEMBERS::contains);
    }

    private record Place(String word, TextRange range) {
    }

    private static Stream<Place> places(Statement statement) {
        Stream<Place> inside = statement.expressions().stream().flatMap(Expression::walk).flatMap(Mentions::places);
        return statement instanceof Assignment assignment && assignment.operator().length() > 1
                ? Stream.concat(inside, Stream.of(new Place(assignment.operator(), assignment.range()))) : inside;
    }

    private static Stream<Place> places(Expression expression) {
        if (expression instanceof Attribute attribute && isOwnAttribute(attribute)) {
            return Stream.of(new Place("." + attribute.name(), attribute.range()));
        }
        if (expression instanceof Call call) {
            if (call.callee() instanceof Attribute attribute && !isSelf(attribute.target())) {
                return Stream.of(new Place(Spellings.plain(attribute.name()), call.range()));
            }
            return call.callee() instanceof Expression.Name name
                    ? Stream.of(new Place(Spellings.plain(name.id()), call.range())) : Stream.empty();
        }
        return expression instanceof Operation operation
                ? operation.operators().stream().distinct().map(operator -> new Place(operator, operation.range()))
                : Stream.empty();
    }

    private static boolean isOwnAttribute(Expression expression) {
        return expression instanceof Attribute attribute && attribute.target() instanceof Expression.Name;
    }

    private static boolean isSelf(Expression target) {
        return target.dotted().filter("self"::equals).isPresent();
    }
}
