package org.lamina.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The files of the build name each thing once more; these tests keep the copies together. */
class BuildFilesTest {

    private static final Pattern COORDINATES = Pattern.compile("<groupId>([^<]*)</groupId>\\s*"
            + "<artifactId>([^<]*)</artifactId>\\s*<version>([^<]*)</version>");

    @Test
    void mavenIsPinnedToTheVersionsOfTheTargetPlatform() throws IOException {
        TreeSet<String> target = coordinates("target-platform/org.lamina.target/org.lamina.target.target");
        TreeSet<String> pins = coordinates("releng/org.lamina.pins/pom.xml");
        pins.removeIf(coordinate -> coordinate.startsWith("org.lamina:"));
        assertFalse(target.isEmpty());
        assertEquals(target, pins, "Run: java releng/org.lamina.pins/Pins.java");
    }

    @Test
    void everyBundleIsPartOfTheBuild() throws IOException {
        String pom = Files.readString(Repository.root().resolve("pom.xml"));
        List<String> forgotten = Repository.bundles().stream().map(Repository::name)
                .filter(bundle -> !pom.contains("<module>" + bundle + "</module>")).toList();
        assertEquals(List.of(), forgotten);
    }

    @Test
    void everyBundleReachesItsUsers() throws IOException {
        StringBuilder shipped = new StringBuilder(
                Files.readString(Repository.root().resolve("releng/org.lamina.site/category.xml")));
        for (String feature : List.of("org.lamina.feature", "org.lamina.product.feature",
                "org.lamina.engine.feature.linux.x86_64")) {
            Path file = Repository.root().resolve("features").resolve(feature).resolve("feature.xml");
            shipped.append(Files.readString(file));
        }
        List<String> forgotten = Repository.bundles().stream().map(bundle -> bundle.getFileName().toString())
                .filter(bundle -> shipped.indexOf("id=\"" + bundle + "\"") < 0).toList();
        assertEquals(List.of(), forgotten);
    }

    @Test
    void everyTestIsPartOfTheBuild() throws IOException {
        String pom = Files.readString(Repository.root().resolve("pom.xml"));
        List<String> forgotten = Repository.tests().stream().map(Repository::name)
                .filter(test -> !pom.contains("<module>" + test + "</module>")).toList();
        assertEquals(List.of(), forgotten);
    }

    private static TreeSet<String> coordinates(String file) throws IOException {
        Path path = Repository.root().resolve(file);
        return COORDINATES.matcher(Files.readString(path)).results()
                .map(match -> match.group(1) + ":" + match.group(2) + ":" + match.group(3))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
