package org.lamina.checks;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.lamina.model.Finding.Evidence;
import org.lamina.model.Severity;

/**
 * What a rule is about. The texts are Markdown.
 *
 * @param id its name, for good: {@code dropout-rate}
 * @param title what is wrong where it raises a finding, a noun phrase
 * @param severity how bad its findings are by default; one may be milder
 * @param evidence what it looks at
 * @param parameters its thresholds
 * @param why the theory: why this harms
 * @param recognise how to see that it is so
 * @param advice what to do
 * @param snippet code that shows the repair, empty if there is none
 * @param reading links to read on, a list
 * @param reference where the rule comes from
 * @param repair what its quick fix does, one sentence without a subject; {@code none: ...} says why there is none
 */
public record RuleInfo(String id, String title, Severity severity, Set<Evidence> evidence,
        List<RuleParameter> parameters, String why, String recognise, String advice, String snippet, String reading,
        String reference, String repair) {

    private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)]\\((https?://[^)\\s]+)\\)");

    public RuleInfo {
        evidence = Set.copyOf(evidence);
        parameters = List.copyOf(parameters);
    }

    /** A rule of which nothing is said about quick fixes. */
    public RuleInfo(String id, String title, Severity severity, Set<Evidence> evidence, List<RuleParameter> parameters,
            String why, String recognise, String advice, String snippet, String reading, String reference) {
        this(id, title, severity, evidence, parameters, why, recognise, advice, snippet, reading, reference, "");
    }

    /**
     * The threshold of this name as the rule sets it; {@link RuleSettings} has what the user sets.
     *
     * @throws IllegalArgumentException if the rule has none of this name
     */
    public double parameter(String name) {
        return parameters.stream().filter(parameter -> parameter.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(id + " has no parameter " + name)).value();
    }

    /**
     * A page to read on.
     *
     * @param title its title
     * @param address its URL
     */
    public record Page(String title, String address) {
    }

    /** The links of {@link #reading}, in their order. */
    public List<Page> pages() {
        return LINK.matcher(reading).results().map(link -> new Page(link.group(1), link.group(2))).toList();
    }

    /** The whole explanation as one Markdown text. */
    public String explanation() {
        StringBuilder text = new StringBuilder("# ").append(title).append("\n");
        section(text, "Why", why);
        section(text, "How to recognise it", recognise);
        section(text, "What to do", advice);
        section(text, "Snippet", snippet.isEmpty() ? "" : "```\n" + snippet + "\n```");
        section(text, "Quick fix", repair);
        section(text, "Further reading", reading);
        section(text, "Source", reference);
        return text.toString();
    }

    private static void section(StringBuilder text, String heading, String body) {
        if (!body.isEmpty()) {
            text.append("\n## ").append(heading).append("\n\n").append(body).append("\n");
        }
    }
}
