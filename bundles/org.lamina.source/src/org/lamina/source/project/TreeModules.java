package org.lamina.source.project;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The Python files of a tree as modules. The tree is looked at when it is first asked. */
final class TreeModules implements ModuleFiles {

    private final SourceTree tree;
    private Set<String> files;
    private Set<String> directories;

    TreeModules(SourceTree tree) {
        this.tree = tree;
    }

    @Override
    public synchronized boolean isFile(String path) {
        list();
        return files.contains(path);
    }

    @Override
    public synchronized boolean isDirectory(String path) {
        list();
        return directories.contains(path);
    }

    private void list() {
        if (files == null) {
            files = Set.copyOf(tree.files());
            directories = new HashSet<>();
            for (String file : files) {
                int slash = file.lastIndexOf('/');
                while (slash > 0 && directories.add(file.substring(0, slash))) {
                    slash = file.lastIndexOf('/', slash - 1);
                }
            }
        }
    }

    @Override
    public Optional<String> read(String path) {
        try {
            return isFile(path) ? Optional.of(tree.read(path)) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** All directories around a file: only those that hold files of the tree are found. */
    @Override
    public String root(String file) {
        return "";
    }
}
