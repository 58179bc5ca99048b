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
import org.lamina.source.program.Unregistered;
import org.lamina.source.program.Untrained;
import org.lamina.source.python.TextRange;

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
        look.program().untrained().forEach(network -> untrained(network, look));
        look.program().unregistered().forEach(layers -> unregistered(layers, look));
    }

    /** The network that computes is not the one that is trained. */
    private static void untrained(Untrained network, Look look) {
        TextRange place = network.instead().map(Optimizer::range).orElse(network.made());
        FindingBuilder finding = look.finding("parameters of " + network.name(), place,
                network.instead().map(optimizer -> optimizer.type() + " gets the parameters of another network than "
                        + "the one that computes").orElse("No optimizer gets the parameters of " + network.name()))
                .confidence(0.85)
                .context(network.name() + " computes in " + look.place(network.computes()) + ", in the loop in which "
                        + "optimizers step, and none of them has its parameters: its weights stay as they were made.")
                .why("An optimizer changes the parameters that it was given when it was made, those very objects. A "
                        + "network that is made again afterwards, or another of the same class, has parameters of its "
                        + "own.")
                .advice("Make the optimizer after the network, of the parameters of the network that computes.")
                .related(look.program(), network.computes());
        List<TextEdit> moved = isMadeAgain(network, look)
                ? new LineEdits(look.program()).move(place, network.made()) : List.of();
        if (!moved.isEmpty()) {
            finding.fix("Make the optimizer afterwards", moved);
        }
        look.raise(place, finding);
    }

    /** Whether the variable whose parameters the optimizer has is given the network further below. */
    private static boolean isMadeAgain(Untrained network, Look look) {
        TextRange made = network.made();
        if (network.instead().isEmpty() || network.instead().get().range().end() > made.offset()) {
            return false;
        }
        String line = look.program().text().substring(made.offset() - made.column() + 1, made.offset());
        Matcher variable = ASSIGNED.matcher(line + " ");
        return variable.find() && variable.group(1) != null && look.program().text(network.instead().get().range())
                .contains(variable.group(1) + ".parameters()");
    }

    /** Layers in a list of Python are no part of the module that holds it. */
    private static void unregistered(Unregistered layers, Look look) {
        String text = look.program().text();
        boolean imported = text.contains("import torch.nn as nn") || text.contains("from torch import nn")
                || text.matches("(?s).*from torch import .*\\bnn\\b.*");
        String container = (imported ? "nn" : "torch.nn") + ".ModuleList";
        FindingBuilder finding = look.finding("layers of " + layers.name(), layers.range(), "Layers in the list "
                + layers.name() + " are unknown to their module").confidence(0.9)
                .context(layers.name() + " is a plain list with " + (layers.layers() == 1 ? "a layer"
                        : layers.layers() + " layers") + " that have weights.")
                .why("A module knows the layers that are its attributes or stand in a ModuleList or Sequential. Those "
                        + "in a plain list are left out by parameters(), to() and state_dict(): no optimizer changes "
                        + "them, they stay on their device, and they are not saved.")
                .advice("Keep them in a ModuleList.").snippet("self." + layers.name() + " = " + container + "([...])");
        if (layers.list()) {
            finding.fix("Keep the layers in a ModuleList", look.program(), layers.range(),
                    container + "(" + look.program().text(layers.range()) + ")");
        }
        look.raise(layers.range(), finding);
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
