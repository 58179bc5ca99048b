package org.lamina.checks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.lamina.model.Finding.Evidence;
import org.lamina.model.Severity;

/**
 * Reads what a rule is about from its Markdown file {@code rules/<id>.md}: the title as heading, lines
 * {@code key: value} (severity, evidence, repair, reference, and for each threshold
 * {@code parameter: name | value | unit | meaning | source}), then the sections of {@link RuleInfo}.
 */
public final class RuleText {

    private final String id;
    private String title = "";
    private final Map<String, String> head = new HashMap<>();
    private final List<RuleParameter> parameters = new ArrayList<>();
    private final Map<String, StringBuilder> sections = new HashMap<>();
    private String section = "";

    private RuleText(String id) {
        this.id = id;
    }

    /**
     * The rule of this id.
     *
     * @throws IllegalStateException if its file is missing or incomplete
     */
    public static RuleInfo rule(String id) {
        try (InputStream file = RuleText.class.getResourceAsStream("rules/" + id + ".md")) {
            if (file == null) {
                throw new IllegalStateException("no text of rule " + id);
            }
            RuleText text = new RuleText(id);
            new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(text::line);
            return text.info();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void line(String line) {
        if (section.isEmpty() && line.startsWith("# ")) {
            title = line.substring(2).strip();
        } else if (line.startsWith("## ")) {
            section = line.substring(3).strip();
            sections.put(section, new StringBuilder());
        } else if (!section.isEmpty()) {
            sections.get(section).append(line).append('\n');
        } else if (line.startsWith("parameter:")) {
            parameter(line.substring("parameter:".length()).split("\\|"));
        } else if (line.contains(":")) {
            head.put(line.substring(0, line.indexOf(':')).strip(), line.substring(line.indexOf(':') + 1).strip());
        }
    }

    private void parameter(String[] cells) {
        if (cells.length != 5) {
            throw new IllegalStateException("a parameter of rule " + id + " has " + cells.length + " cells, not 5");
        }
        parameters.add(new RuleParameter(cells[0].strip(), Double.parseDouble(cells[1].strip()), cells[2].strip(),
                cells[3].strip(), cells[4].strip()));
    }

    private RuleInfo info() {
        Set<Evidence> evidence = EnumSet.noneOf(Evidence.class);
        for (String kind : required("evidence", head.get("evidence")).split(",")) {
            evidence.add(Evidence.valueOf(kind.strip().toUpperCase(Locale.ROOT)));
        }
        Severity severity = Severity.valueOf(required("severity", head.get("severity")).toUpperCase(Locale.ROOT));
        return new RuleInfo(id, required("title", title), severity, evidence, parameters,
                required("Why", section("Why")), section("How to recognise it"),
                required("What to do", section("What to do")), code(section("Snippet")), section("Further reading"),
                required("reference", head.get("reference")), required("repair", head.get("repair")));
    }

    private String section(String heading) {
        return sections.getOrDefault(heading, new StringBuilder()).toString().strip();
    }

    private static String code(String fenced) {
        return fenced.replaceAll("(?m)^```.*\n?", "").strip();
    }

    private String required(String what, String value) {
        if (value == null || value.isEmpty()) {
            throw new IllegalStateException("rule " + id + " has no " + what);
        }
        return value;
    }
}
