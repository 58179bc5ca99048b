package org.lamina.source.project;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lamina.source.following.Programs;

/** Programs that are only in memory, nearest first in the order of adding. */
public final class MemorySourceTree implements SourceTree {

    private final Map<String, String> texts = new LinkedHashMap<>();

    /** Adds a program. */
    public MemorySourceTree with(String file, String text) {
        texts.put(file, text);
        return this;
    }

    @Override
    public List<String> files() {
        return texts.keySet().stream().filter(file -> file.endsWith(".py")).toList();
    }

    @Override
    public List<String> javaFiles() {
        return texts.keySet().stream().filter(file -> file.endsWith(".java")).toList();
    }

    @Override
    public String read(String file) throws IOException {
        if (!texts.containsKey(file)) {
            throw new IOException("no file " + file);
        }
        return texts.get(file);
    }
}
