package org.lamina.source.project;

import java.io.IOException;
import java.util.List;

/**
 * The programs that may belong to a model. Paths are '/'-separated and mean something to whoever gave the tree:
 * a file of the file system, a file of a workspace.
 */
public interface SourceTree {

    /** The Python files ({@code .py}), those nearest to the model first; bounded in number. */
    List<String> files();

    /** The Java files, those nearest to the model first; bounded in number. */
    default List<String> javaFiles() {
        return List.of();
    }

    /** The files of this name, {@code net.py}, nearest first. */
    default List<String> find(String fileName) {
        return files().stream().filter(file -> file.substring(file.lastIndexOf('/') + 1).equals(fileName)).toList();
    }

    /**
     * The text of a file.
     *
     * @param file a path that {@link #files()} or {@link #javaFiles()} gave
     * @throws IOException if it can't be read, or is far too long for a program
     */
    String read(String file) throws IOException;
}
