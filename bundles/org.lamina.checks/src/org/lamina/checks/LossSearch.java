package org.lamina.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lamina.checks.LossUse.SquashingCall;
import org.lamina.source.project.ModuleClass;
import org.lamina.source.project.PythonProject;
import org.lamina.source.project.SourceExpression;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Expression.Argument;
import org.lamina.source.python.Expression.Attribute;
import org.lamina.source.python.Expression.Call;
import org.lamina.source.python.PythonSource;
import org.lamina.source.python.Statement;
import org.lamina.source.python.Statement.Assignment;

/**
 * The cross entropies of one program, and what it gives them: follows assignments inside a function, and no further.
 */
final class LossSearch {

    private static final int MAX_HOPS = 12;
    /** Methods that leave a tensor's or module's values as they are, for this purpose. */
    private static final Set<String> NEUTRAL = Set.of("to", "cuda", "cpu", "float", "double", "half", "view", "reshape",
            "flatten", "squeeze", "contiguous", "permute", "transpose", "clone", "train", "eval", "requires_grad_");

    private final PythonSource program;
    private final PythonProject project;
    private final ModuleClass model;

    LossSearch(PythonSource program, PythonProject project, ModuleClass model) {
        this.program = program;
        this.project = project;
        this.model = model;
    }

    /** What reaches a loss: the model's output, something else, or something that was not followed to its origin. */
    private enum Origin {
        MODEL, OTHER, UNKNOWN
    }

    private record Prediction(Origin origin, Optional<SquashingCall> squashing) {
    }

    /**
     * The losses of the program.
     *
     * @param onlyModel whether the program trains no other model, so that a loss of unknown input is taken to be its
     *        own
     */
    List<LossUse> losses(boolean onlyModel) {
        List<LossUse> losses = new ArrayList<>();
        program.calls().forEach(call -> program.qualify(call.callee()).flatMap(LossUse.Kind::of).ifPresent(kind -> {
            boolean function = Character.isLowerCase(lastSegment(call.callee()).charAt(0));
            List<Call> applications = function ? List.of(call) : applications(call);
            if (applications.isEmpty() && onlyModel) {
                losses.add(new LossUse(kind, at(call), Optional.empty(), false));
            }
            for (Call application : applications) {
                Prediction prediction = prediction(application);
                if (prediction.origin() == Origin.MODEL || prediction.origin() == Origin.UNKNOWN && onlyModel) {
                    losses.add(new LossUse(kind, at(call), prediction.squashing(),
                            prediction.origin() == Origin.MODEL));
                }
            }
        }));
        return losses;
    }

    /** The calls of a loss that was made before: {@code criterion(output, y)}. */
    private List<Call> applications(Call made) {
        List<String> names = program.allStatements().stream()
                .filter(statement -> statement instanceof Assignment assignment && assignment.value() == made)
                .flatMap(statement -> ((Assignment) statement).targets().stream())
                .flatMap(target -> target.dotted().stream()).toList();
        return program.calls().filter(call -> call.callee() == made
                || call.callee().dotted().filter(names::contains).isPresent()).toList();
    }

    private Prediction prediction(Call application) {
        return application.argument("input", 0).map(Argument::value).map(value -> follow(value, Optional.empty(), 0))
                .orElse(new Prediction(Origin.UNKNOWN, Optional.empty()));
    }

    private Prediction follow(Expression value, Optional<SquashingCall> squashing, int hops) {
        Prediction unknown = new Prediction(Origin.UNKNOWN, squashing);
        if (hops > MAX_HOPS) {
            return unknown;
        }
        if (value instanceof Expression.Name name) {
            return assigned(name.id(), value).map(next -> follow(next, squashing, hops + 1)).orElse(unknown);
        }
        if (!(value instanceof Call call)) {
            return unknown;
        }
        Optional<String> squash = Squashing.type(new SourceExpression(program, call));
        if (squash.isPresent()) {
            Optional<SquashingCall> outermost =
                    squashing.or(() -> squash.map(type -> new SquashingCall(type, at(call))));
            return Squashing.input(program, call).map(input -> follow(input, outermost, hops + 1))
                    .orElse(new Prediction(Origin.UNKNOWN, outermost));
        }
        if (call.callee() instanceof Attribute method && NEUTRAL.contains(method.name())) {
            return follow(method.target(), squashing, hops + 1);
        }
        return new Prediction(callee(call), squashing);
    }

    /** What is called: this model, another one, or something that the program does not tell. */
    private Origin callee(Call call) {
        Optional<String> name = call.callee().dotted();
        boolean itself = name.filter(Set.of("self", "self.forward")::contains).isPresent()
                && program.classAt(call.range().offset()).filter(owner -> owner == model.definition()).isPresent();
        if (itself) {
            return Origin.MODEL;
        }
        List<ModuleClass> classes = name.stream().flatMap(variable -> program.allStatements().stream()
                .filter(statement -> statement instanceof Assignment assignment && assignment.assigns(variable))
                .flatMap(statement -> constructed(((Assignment) statement).value()))).distinct().toList();
        if (classes.size() != 1) {
            return Origin.UNKNOWN;
        }
        return classes.get(0).equals(model) ? Origin.MODEL : Origin.OTHER;
    }

    /** The classes of this project that an expression constructs: {@code Net().to(device)}. */
    private Stream<ModuleClass> constructed(Expression value) {
        return value.walk().filter(Call.class::isInstance).map(call -> ((Call) call).callee())
                .flatMap(callee -> callee.dotted().stream()).flatMap(name -> project.findClass(program, name).stream());
    }

    /** What was assigned last to a local variable before a place. */
    private Optional<Expression> assigned(String variable, Expression before) {
        int offset = before.range().offset();
        Stream<Statement> scope = program.functionAt(offset).map(Statement::walk)
                .orElseGet(() -> program.allStatements().stream());
        return scope.filter(statement -> statement.range().end() <= offset)
                .filter(statement -> statement instanceof Assignment assignment && assignment.assigns(variable)
                        && assignment.operator().equals("="))
                .map(statement -> ((Assignment) statement).value()).reduce((first, last) -> last);
    }

    private SourceExpression at(Call call) {
        return new SourceExpression(program, call);
    }

    private static String lastSegment(Expression callee) {
        String name = callee.dotted().orElseThrow();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
