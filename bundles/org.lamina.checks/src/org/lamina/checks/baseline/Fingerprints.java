package org.lamina.checks.baseline;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.lamina.model.Finding;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.model.UnitOfAnalysis.OfLayer;
import org.lamina.model.UnitOfAnalysis.OfModel;
import org.lamina.model.UnitOfAnalysis.OfNeuron;
import org.lamina.model.UnitOfAnalysis.OfOperation;
import org.lamina.model.UnitOfAnalysis.OfTensor;
import org.lamina.model.UnitOfAnalysis.OfWeight;

/**
 * Names for findings that stay the same when lines are added or removed elsewhere in the file, when white space
 * changes, and when the project lies elsewhere. Made of the rule, the file within the project, the text of the line
 * without its white space and, where the rule is raised at several places with such a line, which of them it is. The
 * same fault seen in several checkpoints has one name. Where no line is known, the checkpoint and the unit take its
 * place.
 */
public final class Fingerprints {

    private static final int LENGTH = 16;

    private final Path root;
    private final Map<String, TreeSet<Long>> places = new HashMap<>();

    /**
     * @param root the directory of the project; files below it are named by their paths within it
     * @param findings all findings of one check, so that equal lines can be told apart
     */
    public Fingerprints(Path root, List<Finding> findings) {
        this.root = root.toAbsolutePath().normalize();
        findings.forEach(finding -> places.computeIfAbsent(words(finding), words -> new TreeSet<>())
                .add(place(finding)));
    }

    /** The name of a finding: 16 hexadecimal digits. */
    public String of(Finding finding) {
        String words = words(finding);
        TreeSet<Long> equal = places.getOrDefault(words, new TreeSet<>());
        return hash(words + "\n" + equal.headSet(place(finding)).size());
    }

    /** The names of findings, in their order. */
    public List<String> of(List<Finding> findings) {
        List<String> names = new ArrayList<>();
        findings.forEach(finding -> names.add(of(finding)));
        return names;
    }

    /** A file as the project names it: {@code models/net.py}, or its whole path where it lies outside. */
    public static String within(Path root, String file) {
        Path base = root.toAbsolutePath().normalize();
        Path path = base.resolve(file).normalize();
        return (path.startsWith(base) ? base.relativize(path) : path).toString().replace('\\', '/');
    }

    /** Line and column in one number that grows along the file. */
    private static long place(Finding finding) {
        return finding.source().map(source -> ((long) source.line() << Integer.SIZE) + source.column()).orElse(0L);
    }

    private String words(Finding finding) {
        return finding.source().map(source -> String.join("\n", finding.rule(), within(root, source.file()),
                source.text().replaceAll("\\s+", "")))
                .orElseGet(() -> String.join("\n", finding.rule(), unit(finding.unit())));
    }

    private String unit(UnitOfAnalysis unit) {
        String checkpoint = checkpoint(unit);
        return (checkpoint.isEmpty() ? "" : within(root, checkpoint)) + "\n"
                + (unit instanceof OfModel ? "" : unit.label());
    }

    private static String checkpoint(UnitOfAnalysis unit) {
        if (unit instanceof OfModel model) {
            return model.checkpoint();
        } else if (unit instanceof OfLayer layer) {
            return layer.checkpoint();
        } else if (unit instanceof OfOperation operation) {
            return operation.checkpoint();
        } else if (unit instanceof OfTensor tensor) {
            return tensor.checkpoint();
        } else if (unit instanceof OfNeuron neuron) {
            return neuron.checkpoint();
        } else if (unit instanceof OfWeight weight) {
            return weight.checkpoint();
        }
        return "";
    }

    private static String hash(String words) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
