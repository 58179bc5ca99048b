package org.lamina.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The committed files. */
final class Fixtures {

    private static final Path TOP = Path.of("").toAbsolutePath().getParent().getParent();
    private static final int LARGEST = 160 << 10;

    private Fixtures() {
    }

    /** The checkpoints, programs and the like, small ones alone, since a fuzzer is fast on those. */
    static List<Path> files() throws IOException {
        try (Stream<Path> demo = Files.walk(TOP.resolve("releng/demo"));
                Stream<Path> fixtures = Files.walk(TOP.resolve("tests/org.lamina.testsupport/fixtures"))) {
            return Stream.concat(demo, fixtures)
                    .filter(file -> Files.isRegularFile(file) && file.toFile().length() <= LARGEST).sorted().toList();
        }
    }

    /** Those with one of these endings. */
    static List<Path> files(String... endings) throws IOException {
        return files().stream()
                .filter(file -> Stream.of(endings).anyMatch(file.getFileName().toString()::endsWith)).toList();
    }

    /** The contents of the entries in zip archives among them whose names have this ending. */
    static List<byte[]> entries(String ending) throws IOException {
        List<byte[]> contents = new ArrayList<>();
        for (Path file : files()) {
            for (Map.Entry<String, byte[]> entry : entries(file).entrySet()) {
                if (entry.getKey().endsWith(ending)) {
                    contents.add(entry.getValue());
                }
            }
        }
        return contents;
    }

    /** The contents of a zip archive by the names of its entries; empty if the file is none. */
    static Map<String, byte[]> entries(Path file) throws IOException {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                contents.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        } catch (ZipException e) {
            return Map.of();
        }
        return contents;
    }

    /** What a fuzzer has found for a target, or what a person thought of; empty if there is nothing. */
    static List<Path> inputs(String target) throws IOException {
        Path folder = TOP.resolve("tests/org.lamina.fuzz.tests/inputs").resolve(target);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
