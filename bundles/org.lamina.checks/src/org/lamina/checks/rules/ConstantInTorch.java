package org.lamina.checks.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.Finding.TextEdit;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Setting;
import org.lamina.source.python.TextRange;

/** Weights of PyTorch's layers that are set to one value, in the network's class or by a function that it applies. */
final class ConstantInTorch extends ProgramCheck {

    /** {@code nn.init.zeros_(self.fc.weight)}, {@code self.fc.weight.data.fill_(0.1)}. */
    private static final Pattern CALL = Pattern.compile(
            "(?s)([\\w.]+?)\\.(\\w+)\\(\\s*(?:tensor\\s*=\\s*)?([\\w.]*).*\\)");
    private static final Set<String> CONSTANTS = Set.of("zeros", "ones", "constant");

    ConstantInTorch() {
        super("constant-initialisation");
    }

    @Override
    void look(Network network, Look look) {
        if (look.isModel()) {
            return;
        }
        for (NetworkLayer layer : network.layers()) {
            Optional<TextRange> set = layer.setting("kernel_initializer").filter(setting -> setting.text()
                    .filter(CONSTANTS::contains).isPresent()).flatMap(Setting::range);
            set.filter(range -> ConstantInitialisation.isSetLater(layer) && Flow.isLinear(layer)
                    && ConstantInitialisation.feedsLinear(network, layer))
                    .ifPresent(range -> raise(range, network, layer, look));
        }
    }

    /** Raises a finding, unless a part of the weight is set to something else behind it. */
    private static void raise(TextRange set, Network network, NetworkLayer layer, Look look) {
        Matcher call = CALL.matcher(look.program().text(set));
        boolean function = call.matches() && call.group(1).matches(".*\\binit");
        String weight = !call.matches() ? "The weight" : function ? call.group(3) : call.group(1);
        if (look.program().text().indexOf(weight + "[", set.end()) >= 0) {
            return;
        }
        FindingBuilder finding = look.finding(layer.name() + " of " + network.name() + " begins constant", set,
                "All weights of " + layer.name() + " begin with the same value").confidence(0.85)
                .context(weight + " is set here; the layers behind " + layer.name() + " read units that are all alike.")
                .snippet("nn.init.kaiming_uniform_(" + weight + ", nonlinearity='relu')");
        if (function) {
            finding.fix("Use the initialiser of He", List.of(new TextEdit(look.program().file(), set.offset(),
                    set.length(), call.group(1) + ".kaiming_uniform_(" + weight + ", nonlinearity='relu')")));
        }
        look.relate(finding, layer);
        look.raise(set, finding);
    }
}
