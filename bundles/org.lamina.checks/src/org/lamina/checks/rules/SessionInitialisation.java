package org.lamina.checks.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.Finding.TextEdit;
import org.lamina.source.program.Code;
import org.lamina.source.python.Expression.Call;
import org.lamina.source.python.Statement;
import org.lamina.source.python.TextRange;

/** Variables of a TensorFlow 1 session that are never initialised, or again and again. */
final class SessionInitialisation extends ProgramCheck {

    private static final Pattern NAMED = Pattern.compile(
            "Session\\(.*\\) as (\\w+)\\s*:|^(\\w+)\\s*=.*Session\\(.*\\)$");

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
        Code code = look.program().code();
        Optional<Call> session = call(code, "Session").or(() -> call(code, "InteractiveSession"));
        List<TextRange> loops = code.loops().map(Statement.Block::range).toList();
        boolean initialised = text.contains("global_variables_initializer")
                || text.contains("initialize_all_variables") || text.contains(".restore(")
                || text.contains("variables_initializer") || text.contains("import_meta_graph");
        if (!initialised && session.isPresent()) {
            raise(session.get(), "Variables of the session are never initialised", "Nothing runs "
                    + "tf.global_variables_initializer() or restores a checkpoint.",
                    initialisation(session.get(), look), look);
        }
        call(code, "global_variables_initializer").ifPresent(call -> loops.stream()
                .filter(loop -> loop.contains(call.range().offset())).findFirst().ifPresent(loop -> raise(call,
                        "Variables are initialised again in each turn of a loop",
                        "This stands in a loop, so that each turn begins with random weights.",
                        beforeLoop(call, loop, code, look), look)));
        singleStep(code, loops, look).ifPresent(call -> raise(call, "Training runs a single step",
                "The step that minimises the loss is run here, outside of any loop, and nowhere else.", List.of(),
                look));
    }

    /** The only run of what {@code minimize} made, if it stands in no loop; functions may be called in one. */
    private static Optional<Call> singleStep(Code code, List<TextRange> loops, Look look) {
        Set<String> steps = code.statements().stream().filter(Statement.Assignment.class::isInstance)
                .map(Statement.Assignment.class::cast)
                .filter(made -> made.value() instanceof Call call && call.name().equals("minimize"))
                .flatMap(made -> made.targets().stream()).flatMap(target -> target.dotted().stream())
                .collect(Collectors.toSet());
        List<Call> runs = code.calls().stream().filter(call -> call.name().equals("run"))
                .filter(call -> call.arguments().stream().flatMap(argument -> argument.value().walk())
                        .anyMatch(part -> part.dotted().filter(steps::contains).isPresent())).toList();
        boolean inFunctionWithSession = runs.size() == 1 && code.functionAt(runs.get(0).range())
                .map(function -> look.program().text(function.range()).contains("Session(")).orElse(true);
        return inFunctionWithSession && loops.stream().noneMatch(loop -> loop.contains(runs.get(0).range().offset()))
                ? Optional.of(runs.get(0)) : Optional.empty();
    }

    private static Optional<Call> call(Code code, String name) {
        return code.calls().stream().filter(call -> call.name().equals(name)).findFirst();
    }

    /** A line behind the one that opens the session, which initialises the variables. */
    private static List<TextEdit> initialisation(Call session, Look look) {
        LineEdits lines = new LineEdits(look.program());
        String line = look.program().location(session.range()).text();
        Matcher named = NAMED.matcher(line);
        String callee = look.program().text(session.callee().range());
        String module = callee.substring(0, callee.lastIndexOf('.') + 1);
        return named.find() && !module.isEmpty() ? List.of(lines.behind(session.range(), (named.group(1) == null
                ? named.group(2) : named.group(1)) + ".run(" + module + "global_variables_initializer())")) : List.of();
    }

    /** The statement that initialises, taken out of its loop and put before it. */
    private static List<TextEdit> beforeLoop(Call call, TextRange loop, Code code, Look look) {
        LineEdits lines = new LineEdits(look.program());
        TextRange statement = code.calls().stream().filter(run -> run.range().contains(call.range().offset())
                && run.name().equals("run")).findFirst().map(Call::range).orElse(call.range());
        String text = look.program().text(statement);
        return text.contains("run(") ? lines.removal(statement)
                .map(taken -> List.of(taken, lines.before(loop, text))).orElse(List.of()) : List.of();
    }

    private static void raise(Call call, String title, String context, List<TextEdit> repair, Look look) {
        FindingBuilder finding = look.finding("session", call.range(), title).confidence(0.9).context(context)
                .snippet("sess.run(tf.global_variables_initializer())");
        if (!repair.isEmpty()) {
            finding.fix("Initialise them once", repair);
        }
        look.raise(call.range(), finding);
    }
}
