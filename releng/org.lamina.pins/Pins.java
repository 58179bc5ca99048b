import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the pom beside this file: the versions of the target platform once more, as Maven's dependency management.
 *
 * <p>Tycho hands the bundles of the target platform to Maven as ordinary dependencies. Without pins Maven follows the
 * version ranges in their poms, which takes hundreds of downloads and ends in versions that do not resolve.
 *
 * <p>Run from the root of the repository after each change of the target platform:
 * {@code java releng/org.lamina.pins/Pins.java}.
 */
final class Pins {

    private static final Path TARGET = Path.of("target-platform/org.lamina.target/org.lamina.target.target");
    private static final Path POM = Path.of("releng/org.lamina.pins/pom.xml");
    private static final Pattern COORDINATES = Pattern.compile("<groupId>([^<]*)</groupId>\\s*"
            + "<artifactId>([^<]*)</artifactId>\\s*<version>([^<]*)</version>");

    private static final String HEAD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- Written by Pins.java from the target platform. Do not edit. -->
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>org.lamina</groupId>
              <artifactId>org.lamina.pins</artifactId>
              <version>0.1.0-SNAPSHOT</version>
              <packaging>pom</packaging>
              <dependencyManagement>
                <dependencies>
            """;
    private static final String ENTRY = """
                  <dependency>
                    <groupId>%s</groupId>
                    <artifactId>%s</artifactId>
                    <version>%s</version>
                  </dependency>
            """;
    private static final String FOOT = """
                </dependencies>
              </dependencyManagement>
            </project>
            """;

    private Pins() {
    }

    public static void main(String[] arguments) throws IOException {
        TreeSet<String> entries = new TreeSet<>();
        Matcher matcher = COORDINATES.matcher(Files.readString(TARGET));
        while (matcher.find()) {
            entries.add(ENTRY.formatted(matcher.group(1), matcher.group(2), matcher.group(3)));
        }
        Files.writeString(POM, HEAD + String.join("", entries) + FOOT);
    }
}
