package org.lamina.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.lamina.checks.Checks;
import org.lamina.checks.RuleInfo;
import org.lamina.checks.report.RuleMarkdown;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists and explains the rules. */
@Command(name = "rules", description = "Lists the rules of the checks, or explains one.")
final class RulesCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RULE", arity = "0..1", description = "The rule to explain; all are listed without it.")
    private String wanted;

    @Option(names = "--markdown", description = "Prints the explanations as one page in Markdown.")
    private boolean markdown;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    private final Session session;

    RulesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InputException {
        List<RuleInfo> rules = wanted == null ? Checks.builtin().rules() : List.of(rule(wanted));
        if (json) {
            Json.print(document(rules), session.out());
        } else if (markdown) {
            session.out().print(RuleMarkdown.page(rules));
        } else if (wanted != null) {
            session.out().print(RuleMarkdown.section(rules.get(0)));
        } else {
            TextTable table = new TextTable("rule", "severity", "looks at", "finds");
            rules.forEach(rule -> table.row(rule.id(), lower(rule.severity()), evidence(rule), rule.title()));
            table.print(session.out());
        }
        return 0;
    }

    private static RuleInfo rule(String id) throws InputException {
        Optional<RuleInfo> rule = Checks.builtin().rule(id);
        return rule.orElseThrow(() -> new InputException(id, "a rule that \"lamina rules\" lists", "no such rule"));
    }

    private static String evidence(RuleInfo rule) {
        return rule.evidence().stream().sorted().map(RulesCommand::lower).collect(Collectors.joining(", "));
    }

    private static ObjectNode document(List<RuleInfo> rules) {
        ObjectNode root = Json.object();
        ArrayNode array = root.putArray("rules");
        for (RuleInfo rule : rules) {
            ObjectNode node = array.addObject().put("id", rule.id()).put("title", rule.title())
                    .put("severity", lower(rule.severity()));
            ArrayNode evidence = node.putArray("evidence");
            rule.evidence().stream().sorted().map(RulesCommand::lower).forEach(evidence::add);
            ArrayNode parameters = node.putArray("parameters");
            rule.parameters().forEach(parameter -> parameters.addObject().put("name", parameter.name())
                    .put("value", parameter.value()).put("unit", parameter.unit())
                    .put("meaning", parameter.meaning()).put("source", parameter.source()));
            node.put("why", rule.why()).put("recognise", rule.recognise()).put("advice", rule.advice())
                    .put("snippet", rule.snippet()).put("reading", rule.reading()).put("reference", rule.reference());
        }
        return root;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
