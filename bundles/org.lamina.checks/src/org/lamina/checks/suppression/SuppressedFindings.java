package org.lamina.checks.suppression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.lamina.model.Finding;

/** Takes away the findings that comments in their programs say are meant. For the use of one thread. */
public final class SuppressedFindings {

    private final Function<String, String> texts;
    private final Map<String, Suppressions> files = new HashMap<>();

    /**
     * @param texts the text of a program by its path; null where it can't be read
     */
    public SuppressedFindings(Function<String, String> texts) {
        this.texts = texts;
    }

    /** The findings that no comment covers, in their order. */
    public List<Finding> without(List<Finding> findings) {
        return without(findings, new ArrayList<>());
    }

    /**
     * The findings that no comment covers, in their order.
     *
     * @param suppressed takes the others
     */
    public List<Finding> without(List<Finding> findings, List<Finding> suppressed) {
        Map<Boolean, List<Finding>> parts = findings.stream().collect(Collectors.partitioningBy(this::isSuppressed));
        suppressed.addAll(parts.get(true));
        return parts.get(false);
    }

    private boolean isSuppressed(Finding finding) {
        return finding.source().filter(source -> files.computeIfAbsent(source.file(), this::read)
                .covers(finding.rule(), source.line())).isPresent();
    }

    private Suppressions read(String file) {
        String text = texts.apply(file);
        if (text == null) {
            return Suppressions.none();
        }
        return file.endsWith(".java") ? Suppressions.ofJava(text) : Suppressions.ofPython(text);
    }
}
