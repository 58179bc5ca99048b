package org.lamina.source.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.lamina.source.python.PythonEncoding;

/** The modules of the project around a program, in the file system. */
public final class DirectoryModules implements ModuleFiles {

    /** A module that is longer was not written by people. */
    private static final long MAX_BYTES = 1L << 20;

    @Override
    public boolean isFile(String path) {
        return path(path).filter(Files::isRegularFile).isPresent();
    }

    @Override
    public boolean isDirectory(String path) {
        return path(path).filter(Files::isDirectory).isPresent();
    }

    @Override
    public Optional<String> read(String path) {
        try {
            Optional<Path> file = path(path).filter(Files::isRegularFile);
            return file.isEmpty() || Files.size(file.get()) > MAX_BYTES ? Optional.empty()
                    : Optional.of(PythonEncoding.text(Files.readAllBytes(file.get())));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public String root(String file) {
        Optional<Path> directory = path(file).map(Path::getParent);
        return directory.flatMap(SourceDirectories::project).or(() -> directory.map(Path::getParent))
                .or(() -> directory).map(path -> path.toString().replace('\\', '/')).orElse("");
    }

    /** Names come from programs, so that they need not be any of this file system; others than whole paths are none. */
    private static Optional<Path> path(String name) {
        try {
            return Optional.of(Path.of(name)).filter(Path::isAbsolute);
        } catch (InvalidPathException strange) {
            return Optional.empty();
        }
    }
}
