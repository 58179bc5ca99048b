package org.lamina.source.project;

import java.util.Optional;

/**
 * The files that imports of a program may mean. Paths are '/'-separated. May be used by several threads at once.
 */
public interface ModuleFiles {

    /** No files: a program is read by itself. */
    ModuleFiles NONE = new ModuleFiles() {
        @Override
        public boolean isFile(String path) {
            return false;
        }

        @Override
        public boolean isDirectory(String path) {
            return false;
        }

        @Override
        public Optional<String> read(String path) {
            return Optional.empty();
        }

        @Override
        public String root(String file) {
            return "";
        }
    };

    /** Whether there is a file of this path. */
    boolean isFile(String path);

    /** Whether there is a directory of this path. */
    boolean isDirectory(String path);

    /** The text of a file; empty where it can't be read. */
    Optional<String> read(String path);

    /** The outermost directory in which a module is looked for that a file imports; the first is the file's own. */
    String root(String file);
}
