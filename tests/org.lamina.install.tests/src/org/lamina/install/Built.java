package org.lamina.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/** What the build has made, by place. */
final class Built {

    static final Path ROOT = root();
    static final Path SITE = ROOT.resolve("releng/org.lamina.site/target/repository");
    static final Path PRODUCTS = ROOT.resolve("releng/org.lamina.product/target/products");
    static final Path PRODUCT = PRODUCTS.resolve("org.lamina.product/linux/gtk/x86_64/lamina");
    static final Path HOST = ROOT
            .resolve("releng/org.lamina.host/target/products/org.lamina.host/linux/gtk/x86_64/eclipse");
    static final Path DRIVER = ROOT.resolve("tests/org.lamina.install.driver/target");
    static final Path DEMO = ROOT.resolve("releng/demo/digits");

    private Built() {
    }

    /** The files of a folder whose name starts so. */
    static List<Path> files(Path folder, String start) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(start)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("target-platform"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("The tests run outside the repository, in " + Path.of("").toAbsolutePath());
        }
        return folder;
    }
}
