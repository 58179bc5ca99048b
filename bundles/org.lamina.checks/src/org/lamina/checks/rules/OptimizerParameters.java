package org.lamina.checks.rules;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.Finding.TextEdit;
import org.lamina.source.program.Network;
import org.lamina.source.program.Optimizer;
import org.lamina.source.program.Optimizer.Parameters;

/** An optimizer that has nothing to train. */
final class OptimizerParameters extends ProgramCheck {

    private static final Pattern EMPTY = Pattern.compile("\\(\\s*(?:params\\s*=\\s*)?(\\[\\s*])");

    /** A statement that assigns, to a variable or to an attribute. */
    private static final Pattern ASSIGNED = Pattern.compile("(?m)^[ \\t]*(?:(\\w+)|[\\w.]+)\\s*=[^=]");

    OptimizerParameters() {
        super("optimizer-parameters");
    }

    @Override
    void look(Look look) {
        for (Optimizer optimizer : look.program().optimizers()) {
            if (optimizer.parameters() == Parameters.NONE) {
                FindingBuilder finding = look.finding("parameters of " + optimizer.type(), optimizer.range(),
                        optimizer.type() + " gets no parameters").context("Its list of parameters is empty.")
                        .snippet("optimizer = torch.optim." + optimizer.type() + "(model.parameters())");
                Matcher empty = EMPTY.matcher(look.program().text(optimizer.range()));
                network(look).filter(name -> empty.find()).ifPresent(name -> finding.fix("Give it the parameters of "
                        + name, List.of(new TextEdit(look.program().file(), optimizer.range().offset()
                                + empty.start(1), empty.end(1) - empty.start(1), name + ".parameters()"))));
                look.raise(optimizer.range(), finding);
            }
        }
    }

    /** The variable that the only network of a program is made into, or its class. */
    private static Optional<String> network(Look look) {
        if (look.program().networks().size() != 1 || look.program().networks().get(0).layers().isEmpty()) {
            return Optional.empty();
        }
        Network network = look.program().networks().get(0);
        String before = look.program().text().substring(0, network.layers().get(0).constructor().offset());
        List<MatchResult> made = ASSIGNED.matcher(before).results().toList();
        if (!made.isEmpty() && made.get(made.size() - 1).group(1) != null) {
            return Optional.of(made.get(made.size() - 1).group(1));
        }
        return Pattern.compile("(?m)^[ \\t]*(\\w+)\\s*=\\s*" + Pattern.quote(network.name()) + "\\(")
                .matcher(look.program().text()).results().findFirst().map(found -> found.group(1));
    }
}
