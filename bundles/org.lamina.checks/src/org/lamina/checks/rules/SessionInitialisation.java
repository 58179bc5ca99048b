package org.lamina.checks.rules;

import java.util.List;
import java.util.Optional;
import org.lamina.checks.FindingBuilder;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Expression.Attribute;
import org.lamina.source.python.Expression.Call;
import org.lamina.source.python.PythonSource;
import org.lamina.source.python.Statement;
import org.lamina.source.python.TextRange;

/** Variables of a TensorFlow 1 session that are never initialised, or again and again. */
final class SessionInitialisation extends ProgramCheck {

    SessionInitialisation() {
        super("session-initialisation");
    }

    @Override
    void look(Look look) {
        String text = look.program().text();
        boolean trains = text.contains(".minimize(") || text.contains(".apply_gradients(");
        if (!text.contains("Session(") || !trains || look.program().networks().isEmpty()) {
            return;
        }
        PythonSource source = PythonSource.parse(look.program().file(), text);
        Optional<Call> session = call(source, "Session").or(() -> call(source, "InteractiveSession"));
        List<TextRange> loops = source.allStatements().stream().filter(Statement.Block.class::isInstance)
                .map(Statement.Block.class::cast).filter(block -> block.keyword().matches("for|while"))
                .map(Statement.Block::range).toList();
        boolean initialised = text.contains("global_variables_initializer")
                || text.contains("initialize_all_variables") || text.contains(".restore(")
                || text.contains("variables_initializer") || text.contains("import_meta_graph");
        if (!initialised && session.isPresent()) {
            raise(session.get(), "Variables of the session are never initialised", "Nothing runs "
                    + "tf.global_variables_initializer() or restores a checkpoint.", look);
        }
        call(source, "global_variables_initializer").filter(call -> loops.stream()
                .anyMatch(loop -> loop.contains(call.range().offset()))).ifPresent(call -> raise(call,
                        "Variables are initialised again in each turn of a loop",
                        "This stands in a loop, so that each turn begins with random weights.", look));
    }

    private static Optional<Call> call(PythonSource source, String name) {
        return source.calls().filter(call -> last(call.callee()).equals(name)).findFirst();
    }

    private static String last(Expression callee) {
        return callee instanceof Attribute attribute ? attribute.name()
                : callee instanceof Expression.Name plain ? plain.id() : "";
    }

    private static void raise(Call call, String title, String context, Look look) {
        FindingBuilder finding = look.finding("session", call.range(), title).confidence(0.9).context(context)
                .snippet("sess.run(tf.global_variables_initializer())");
        look.raise(call.range(), finding);
    }
}
