package org.lamina.checks.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lamina.checks.FindingBuilder;
import org.lamina.source.program.Code;
import org.lamina.source.python.Expression.Argument;
import org.lamina.source.python.Expression.Call;
import org.lamina.source.python.Expression.Name;
import org.lamina.source.python.Expression.Operation;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Statement.Assignment;
import org.lamina.source.python.Statement.Block;
import org.lamina.source.python.Statement;
import org.lamina.source.python.TextRange;

/** Losses that are added up or collected as tensors, with the graph of each of them. */
final class LossHistory extends ProgramCheck {

    private static final Set<String> WITHOUT_GRADIENTS = Set.of("no_grad", "inference_mode");
    private static final Set<String> ARITHMETIC = Set.of("+", "-", "*", "/");

    LossHistory() {
        super("loss-history");
    }

    @Override
    void look(Look look) {
        if (look.isJava() || !look.program().text().contains("backward(")) {
            return;
        }
        Code code = look.program().code();
        Map<String, Boolean> learnt = new HashMap<>();
        for (Call backward : code.methods("backward")) {
            List<Block> loops = code.loopsAt(backward.range());
            if (!loops.isEmpty()) {
                loss(backward).ifPresent(loss -> look(loss, backward, loops.get(loops.size() - 1), code, learnt,
                        look));
            }
        }
    }

    /** The variable of the loss: {@code loss.backward()}, {@code scaler.scale(loss).backward()}. */
    private static Optional<String> loss(Call backward) {
        if (backward.positional(0).isPresent()) {
            return firstName(backward).filter(name -> backward.owner().filter(
                    owner -> owner.matches("(self\\.)?(accelerator|fabric)")).isPresent()).map(Name::id);
        }
        Expression target = ((Expression.Attribute) backward.callee()).target();
        return target instanceof Call scaled && scaled.name().equals("scale")
                ? firstName(scaled).map(Name::id)
                : Optional.of(target).filter(Name.class::isInstance).flatMap(Expression::dotted);
    }

    /**
     * @param learnt of the names of sums, whether gradients are computed of them somewhere
     */
    private static void look(String loss, Call backward, Block loop, Code code, Map<String, Boolean> learnt,
            Look look) {
        List<Statement> statements = loop.body().stream().flatMap(Statement::walk).toList();
        for (Statement statement : sameValue(loss, backward.range(), statements)) {
            Optional<Name> summed = statement instanceof Assignment sum ? summed(sum, loss) : Optional.empty();
            boolean free = summed.isPresent() && code.isInside(statement.range(), "with", loop.range())
                    && withoutGradients(statement, statements);
            summed.filter(name -> !free && isKept(((Assignment) statement).targets().get(0), statements, learnt,
                    look))
                    .ifPresent(name -> raise("The sum " + look.program().text(((Assignment) statement).targets().get(0)
                            .range()), loss, name, backward, look));
            collected(statement, loss).ifPresent(append -> raise("The list " + append.owner().orElse(""),
                    loss, firstName(append).orElseThrow(), backward, look));
        }
    }

    /** The first argument, where it is a name. */
    private static Optional<Name> firstName(Call call) {
        return call.positional(0).map(Argument::value).filter(Name.class::isInstance).map(Name.class::cast);
    }

    /** The statements around a call in which a variable has the same value. */
    private static List<Statement> sameValue(String loss, TextRange backward, List<Statement> statements) {
        List<Statement> same = new ArrayList<>();
        for (Statement statement : statements) {
            boolean assigned = statement instanceof Assignment assignment && assignment.assigns(loss);
            if (assigned && statement.range().offset() > backward.end()) {
                break;
            } else if (assigned) {
                same.clear();
            } else {
                same.add(statement);
            }
        }
        return same;
    }

    /** The loss in {@code total += loss * n} or {@code total = total + loss}, as a tensor. */
    private static Optional<Name> summed(Assignment sum, String loss) {
        boolean adds = sum.operator().equals("+=") || sum.operator().equals("=") && sum.targets().size() == 1
                && sum.value() instanceof Operation value && value.operators().stream().allMatch("+"::equals)
                && value.operands().stream().anyMatch(part -> part.dotted().isPresent()
                        && part.dotted().equals(sum.targets().get(0).dotted()));
        return adds ? tensor(sum.value(), loss) : Optional.empty();
    }

    private static Optional<Name> tensor(Expression value, String loss) {
        if (value instanceof Operation operation && ARITHMETIC.containsAll(operation.operators())) {
            return operation.operands().stream().flatMap(part -> tensor(part, loss).stream()).findFirst();
        }
        return value instanceof Name name && name.id().equals(loss) ? Optional.of(name) : Optional.empty();
    }

    private static Optional<Call> collected(Statement statement, String loss) {
        return statement.body().isEmpty() && !(statement instanceof Assignment) ? statement.expressions().stream()
                .filter(Call.class::isInstance).map(Call.class::cast)
                .filter(call -> call.name().equals("append") && call.arguments().size() == 1)
                .filter(call -> call.positional(0).map(Argument::value).flatMap(Expression::dotted)
                        .filter(loss::equals).isPresent())
                .findFirst() : Optional.empty();
    }

    private static boolean withoutGradients(Statement statement, List<Statement> statements) {
        return statements.stream().filter(Block.class::isInstance).map(Block.class::cast)
                .filter(block -> block.keyword().equals("with") && block.range().contains(statement.range().offset()))
                .flatMap(block -> block.expressions().stream()).flatMap(Expression::walk)
                .anyMatch(part -> part instanceof Call call && WITHOUT_GRADIENTS.contains(call.name()));
    }

    /** Whether a sum lives on: it is not begun anew in the loop, and nothing computes gradients of it. */
    private static boolean isKept(Expression sum, List<Statement> statements, Map<String, Boolean> learnt, Look look) {
        String name = look.program().text(sum.range());
        boolean anew = statements.stream().anyMatch(statement -> statement instanceof Assignment begun
                && begun.operator().equals("=") && begun.assigns(name) && !(begun.value() instanceof Operation));
        return !anew && !learnt.computeIfAbsent(name, unused -> isLearnt(name, look));
    }

    private static boolean isLearnt(String name, Look look) {
        return look.program().code().methods("backward").stream().flatMap(Expression::walk)
                .anyMatch(part -> part.dotted().filter(name::equals).isPresent());
    }

    private static void raise(String what, String loss, Name kept, Call backward, Look look) {
        FindingBuilder finding = look.finding("history of " + loss, kept.range(), what + " keeps the graph of each "
                + loss).confidence(0.85)
                .context(loss + " is a tensor with its gradients' graph; it is kept here from batch to batch.")
                .snippet(loss + ".item()").related(look.program(), backward.range());
        finding.fix("Keep the number alone", look.program(), kept.range(), loss + ".item()");
        look.raise(kept.range(), finding);
    }
}
