package org.lamina.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.lamina.source.following.Programs;
import org.lamina.source.project.ModuleFiles;
import org.lamina.source.python.Expression;
import org.lamina.source.python.PythonSource;

/** Programs, and what they build, which are never refused: what can't be understood is passed over. */
record PythonTarget() implements Target {

    @Override
    public String name() {
        return "python";
    }

    @Override
    public void read(byte[] bytes) {
        PythonSource source = PythonSource.parse("fuzzed.py", new String(bytes, StandardCharsets.UTF_8));
        source.calls().forEach(call -> call.range().line());
        source.allStatements().stream().flatMap(statement -> statement.expressions().stream())
                .forEach(Expression::dotted);
        Programs.read(source);
        Programs.read(source, new Itself(source.text()));
    }

    /** A project in which every module is this program again. */
    private record Itself(String text) implements ModuleFiles {

        @Override
        public boolean isFile(String path) {
            return true;
        }

        @Override
        public boolean isDirectory(String path) {
            return false;
        }

        @Override
        public Optional<String> read(String path) {
            return Optional.of(text);
        }

        @Override
        public String root(String file) {
            return "";
        }
    }

    @Override
    public List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (Path file : Fixtures.files(".py")) {
            seeds.add(Files.readAllBytes(file));
        }
        return seeds;
    }
}
