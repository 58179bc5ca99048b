package org.lamina.checks.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.lamina.checks.RuleSettings;
import org.lamina.model.ModelFormatException;
import org.lamina.source.program.Task;

/**
 * What somebody declared a network to be for: {@code inputKind} and {@code outputKind} in the header of a run, or in an
 * object {@code task} of a project's settings.
 */
public final class DeclaredTask {

    /** The header of a run directory. */
    public static final String HEADER = "lamina.json";

    private static final String INPUT = "inputKind";
    private static final String OUTPUT = "outputKind";
    private static final int LEVELS = 3;
    private static final long MAX_BYTES = 16 << 20;

    private DeclaredTask() {
    }

    /** Settings for a checkpoint: with the task of its run, where the header of the run declares one. */
    public static RuleSettings over(RuleSettings settings, Path checkpoint) {
        return settings.with(ofRun(checkpoint).over(settings.task()));
    }

    /**
     * The task in the header of the run that a file belongs to: in its directory, or at most two above.
     *
     * @return {@link Task#UNKNOWN} if it belongs to no run, or the header does not tell or can't be read
     */
    public static Task ofRun(Path file) {
        Path at = file.toAbsolutePath().normalize().getParent();
        for (int i = 0; i < LEVELS && at != null; i++, at = at.getParent()) {
            Path header = at.resolve(HEADER);
            if (Files.isRegularFile(header)) {
                return read(header);
            }
        }
        return Task.UNKNOWN;
    }

    private static Task read(Path header) {
        try {
            if (Files.size(header) > MAX_BYTES) {
                return Task.UNKNOWN;
            }
            JsonNode document = new ObjectMapper().readTree(Files.readAllBytes(header));
            return document == null ? Task.UNKNOWN : task(known(document, INPUT, Task.INPUT_KINDS).orElse(""),
                    known(document, OUTPUT, Task.OUTPUT_KINDS).orElse(""));
        } catch (IOException unreadable) {
            return Task.UNKNOWN;
        }
    }

    private static Optional<String> known(JsonNode document, String key, Set<String> kinds) {
        return Optional.of(document.path(key).asText()).filter(kinds::contains);
    }

    /**
     * The task in an object of settings.
     *
     * @throws ModelFormatException if it names a kind that there is not
     */
    static Task of(Path file, JsonNode declared) throws ModelFormatException {
        return task(kind(file, declared, INPUT, Task.INPUT_KINDS), kind(file, declared, OUTPUT, Task.OUTPUT_KINDS));
    }

    private static String kind(Path file, JsonNode declared, String key, Set<String> kinds)
            throws ModelFormatException {
        String kind = declared.path(key).asText("");
        if (!kind.isEmpty() && !kinds.contains(kind)) {
            throw new ModelFormatException(file, "one of " + String.join(", ", new TreeSet<>(kinds)) + " as " + key,
                    "\"" + kind + "\"");
        }
        return kind;
    }

    private static Task task(String input, String output) {
        return input.isEmpty() && output.isEmpty() ? Task.UNKNOWN : new Task(input, output, true);
    }

    /** The task as settings have it. */
    static ObjectNode json(Task task) {
        ObjectNode declared = new ObjectMapper().createObjectNode();
        if (!task.inputKind().isEmpty()) {
            declared.put(INPUT, task.inputKind());
        }
        if (!task.outputKind().isEmpty()) {
            declared.put(OUTPUT, task.outputKind());
        }
        return declared;
    }
}
