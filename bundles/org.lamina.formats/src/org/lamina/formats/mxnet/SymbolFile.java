package org.lamina.formats.mxnet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

import org.lamina.formats.file.FileBytes;
import org.lamina.model.ModelFormatException;

/** The files of one model: {@code name-symbol.json} and {@code name-0012.params}, the number being the epoch. */
final class SymbolFile {

    static final String SUFFIX = "-symbol.json";

    private static final int LIMIT = 64 << 20;

    private SymbolFile() {
    }

    /** The name of the model that both files begin with. */
    static String modelName(Path file) {
        return file.getFileName().toString().replaceFirst("(-\\d{4,})?\\.params$|(-symbol)?\\.json$", "");
    }

    /** The symbol that belongs to a file of parameters, whether it is there or not. */
    static Path beside(Path parameters) {
        return parameters.resolveSibling(modelName(parameters) + SUFFIX);
    }

    /** The parameters of the last epoch that belong to a symbol. */
    static Optional<Path> parameters(Path symbol) throws IOException {
        Path folder = symbol.toAbsolutePath().getParent();
        String name = modelName(symbol);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".params") && modelName(file).equals(name)
                    && Files.isRegularFile(file)).max(Comparator.comparing(file -> file.getFileName().toString()));
        }
    }

    static SymbolNode.Graph read(Path file) throws ModelFormatException, IOException {
        try (FileBytes bytes = FileBytes.open(file)) {
            if (bytes.size() > LIMIT) {
                throw new ModelFormatException(file, "a symbol of at most " + LIMIT + " bytes",
                        bytes.size() + " bytes");
            }
            return SymbolNode.parse(file,
                    new String(bytes.read(0, (int) bytes.size()).array(), StandardCharsets.UTF_8));
        }
    }
}
