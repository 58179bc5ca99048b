package org.lamina.checks.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lamina.checks.CheckContext;
import org.lamina.checks.Checks;
import org.lamina.checks.RuleSettings;
import org.lamina.model.Finding;
import org.lamina.model.Finding.TextEdit;
import org.lamina.model.Progress;
import org.lamina.source.following.Programs;

/** A program in a test; the line that a rule must mark ends in {@code # <-}. */
record Example(String text) {

    private static final String MARK = "# <-";
    private static final String KERAS = """
            from tensorflow import keras
            from tensorflow.keras import layers
            from tensorflow.keras.layers import *
            """;
    private static final String TORCH = """
            import torch
            from torch import nn
            import torch.nn.functional as F
            """;

    static Example keras(String text) {
        return new Example(KERAS + text);
    }

    /** A sequential model of Keras with these layers, one a line, compiled with this loss and trained on x and y. */
    static Example sequential(String layers, String compile, String fit) {
        String body = layers.lines().map(line -> "    " + line + "\n").reduce("", String::concat);
        return keras("model = keras.Sequential([\n" + body + "])\nmodel.compile(" + compile + ")\nmodel.fit(" + fit
                + ")\n");
    }

    static Example torch(String text) {
        return new Example(TORCH + text);
    }

    List<Finding> findings(String rule) {
        return findings(rule, RuleSettings.DEFAULTS);
    }

    /** What a rule finds with another threshold. */
    List<Finding> findings(String rule, String parameter, double threshold) {
        return findings(rule, new RuleSettings(Map.of(rule, Map.of(parameter, threshold)), Map.of(), Set.of()));
    }

    private List<Finding> findings(String rule, RuleSettings settings) {
        return Checks.builtin().run(CheckContext.of(Programs.read("program.py", text)).with(settings), Progress.NONE)
                .stream().filter(finding -> finding.rule().equals(rule)).toList();
    }

    /** Checks that the rule marks exactly the marked lines. */
    Example finds(String rule) {
        List<String> lines = text.lines().toList();
        List<Integer> marked = java.util.stream.IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).endsWith(MARK)).mapToObj(i -> i + 1).toList();
        assertTrue(!marked.isEmpty(), "no line is marked");
        assertEquals(marked, findings(rule).stream().map(finding -> finding.source().orElseThrow().line()).sorted()
                .toList(), text);
        return this;
    }

    /** Checks that the rule marks the call of {@code fit}, and offers a repair that mends it. */
    void isFoundInFit(String rule) {
        String line = "model.fit(";
        String marked = text.lines().map(found -> found.startsWith(line) ? found + "  " + MARK : found)
                .reduce("", (all, found) -> all + found + "\n");
        new Example(marked).finds(rule).isMendedBy(rule);
    }

    /** Checks that the rule finds one thing, wherever. */
    void isFound(String rule, String what) {
        assertEquals(1, findings(rule).size(), what + " in " + text);
    }

    /** Checks that the rule says nothing. */
    void isFineFor(String rule) {
        assertEquals(List.of(), findings(rule).stream().map(Finding::title).toList(), text);
    }

    /** Checks that the repairs that the findings offer, all together, leave nothing to find. */
    void isMendedBy(String rule) {
        StringBuilder mended = new StringBuilder(text);
        findings(rule).stream().flatMap(finding -> finding.fix().orElseThrow().edits().stream())
                .sorted(Comparator.comparing(TextEdit::offset).reversed())
                .forEach(edit -> mended.replace(edit.offset(), edit.offset() + edit.length(), edit.text()));
        new Example(mended.toString()).isFineFor(rule);
    }
}
