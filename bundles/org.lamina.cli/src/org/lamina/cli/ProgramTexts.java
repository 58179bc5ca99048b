package org.lamina.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.lamina.source.python.PythonEncoding;

/** The texts of programs, each read once: in the encoding that a Python file declares, else as UTF-8. */
final class ProgramTexts implements Function<String, String> {

    private static final long MAX_BYTES = 8L << 20;

    private final Map<String, Optional<String>> texts = new HashMap<>();

    /** The text of a file; null if it can't be read or is far too long for a program. */
    @Override
    public String apply(String file) {
        return texts.computeIfAbsent(file, ProgramTexts::read).orElse(null);
    }

    /** Why there is no text of a file. */
    static String problem(Path file) {
        if (!Files.isRegularFile(file)) {
            return "no such file";
        }
        return Files.isReadable(file) ? "more than " + MAX_BYTES + " bytes" : "no permission";
    }

    private static Optional<String> read(String file) {
        try {
            Path path = Path.of(file);
            if (!Files.isRegularFile(path) || Files.size(path) > MAX_BYTES) {
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(path);
            return Optional.of(file.endsWith(".py") ? PythonEncoding.text(bytes)
                    : new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty(); // it went away since it was checked
        }
    }
}
