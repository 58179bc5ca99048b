package org.lamina.checks.rules;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.Finding.TextEdit;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.python.Expression.Argument;
import org.lamina.source.python.Expression.Call;
import org.lamina.source.python.PythonSource;
import org.lamina.source.python.Statement.Block;
import org.lamina.source.python.Statement.FunctionDefinition;
import org.lamina.source.python.Statement;

/** Weights of PyTorch's layers that are set to one value, in the network's class or by a function that it applies. */
final class ConstantInTorch extends ProgramCheck {

    private static final Pattern FUNCTION = Pattern.compile("torch\\.nn\\.init\\.(zeros|ones|constant)_");
    private static final Pattern OWN = Pattern.compile("self\\.(\\w+)\\.weight(\\.data)?");
    private static final Pattern GIVEN = Pattern.compile("(\\w+)\\.weight(\\.data)?");

    ConstantInTorch() {
        super("constant-initialisation");
    }

    @Override
    void look(Look look) {
        String text = look.program().text();
        if (look.isJava() || !text.contains(".weight") || look.program().networks().isEmpty()) {
            return;
        }
        PythonSource source = PythonSource.parse(look.program().file(), text);
        LoopCalls calls = new LoopCalls(source);
        calls.methods("zeros_", "ones_", "constant_", "fill_", "zero_").forEach(call -> weight(call, source)
                .ifPresent(weight -> {
                    Matcher own = OWN.matcher(weight);
                    Matcher given = GIVEN.matcher(weight);
                    Optional<NetworkLayer> layer = own.matches() ? hidden(own.group(1), look)
                            : given.matches() ? applied(given.group(1), call, calls, look) : Optional.empty();
                    layer.ifPresent(found -> raise(call, found, weight, source, look));
                }));
    }

    /** The weight that a call sets to one value: {@code nn.init.zeros_(w)}, {@code w.fill_(1)}, {@code w.zero_()}. */
    private static Optional<String> weight(Call call, PythonSource source) {
        if (source.qualify(call.callee()).filter(name -> FUNCTION.matcher(name).matches()).isPresent()) {
            return call.argument("tensor", 0).map(Argument::value).map(value -> source.text(value.range()));
        }
        boolean method = LoopCalls.last(call).equals("fill_") || LoopCalls.last(call).equals("zero_");
        return method ? LoopCalls.target(call) : Optional.empty();
    }

    /** The layer of this name, where other weights read what it gives. */
    private static Optional<NetworkLayer> hidden(String name, Look look) {
        return look.program().networks().stream().flatMap(network -> network.layers().stream()
                .filter(layer -> layer.name().equals(name)).filter(layer -> isHidden(network, layer))).findFirst();
    }

    private static boolean isHidden(Network network, NetworkLayer layer) {
        return Flow.isLinear(layer) && ConstantInitialisation.feedsLinear(network, layer);
    }

    /** A hidden layer that a function sets which is applied to a network, where it asks for the type of the layer. */
    private static Optional<NetworkLayer> applied(String name, Call call, LoopCalls calls, Look look) {
        Optional<FunctionDefinition> function = calls.function(call.range())
                .filter(found -> found.parameters().contains(name));
        boolean applies = function.isPresent() && calls.methods("apply").stream().anyMatch(apply -> LoopCalls
                .firstName(apply).filter(given -> given.id().equals(function.get().name())).isPresent());
        String asked = function.stream().flatMap(Statement::walk).filter(Block.class::isInstance)
                .map(Block.class::cast).filter(block -> block.range().contains(call.range().offset()))
                .flatMap(block -> block.expressions().stream()).map(part -> look.program().text(part.range()))
                .filter(test -> test.contains(name)).reduce("", (all, test) -> test);
        return applies ? look.program().networks().stream().flatMap(network -> network.layers().stream()
                .filter(layer -> asked.matches("(?s).*\\b" + layer.originalType() + "\\b.*"))
                .filter(layer -> isHidden(network, layer))).findFirst() : Optional.empty();
    }

    private static void raise(Call call, NetworkLayer layer, String weight, PythonSource source, Look look) {
        FindingBuilder finding = look.finding(layer.name() + " begins constant", call.range(), "All weights of "
                + layer.name() + " begin with the same value").confidence(0.85)
                .context(weight + " is set here; the layers behind " + layer.name() + " read units that are all alike.")
                .snippet("nn.init.kaiming_uniform_(" + weight + ", nonlinearity='relu')");
        String called = source.text(call.callee().range());
        if (called.contains("init.")) {
            finding.fix("Use the initialiser of He", List.of(new TextEdit(look.program().file(),
                    call.range().offset(), call.range().length(), called.substring(0, called.lastIndexOf('.') + 1)
                            + "kaiming_uniform_(" + weight + ", nonlinearity='relu')")));
        }
        look.relate(finding, layer);
        look.raise(call.range(), finding);
    }
}
