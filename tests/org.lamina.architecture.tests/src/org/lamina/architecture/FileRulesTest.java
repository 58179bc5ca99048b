package org.lamina.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How source files look, on a made-up file and on those of the repository. */
class FileRulesTest {

    @Test
    void everySourceFileLooksLikeTheOthers() throws IOException {
        List<String> violations = new ArrayList<>();
        List<Path> folders = Stream.concat(Repository.bundles().stream(), Repository.tests().stream()).toList();
        for (Path folder : folders) {
            for (Path file : Repository.sources(folder)) {
                violations.addAll(FileRules.violations(Repository.name(file), Files.readString(file)));
            }
        }
        assertEquals("", String.join("\n", violations));
    }

    @Test
    void refusesWhatTheFormatterWouldChange() {
        String line = "x".repeat(121);
        assertEquals(
                List.of("A.java:1: the line has more than 120 columns",
                        "A.java:2: the line has a tab; indent with four spaces", "A.java:3: the line ends with a blank",
                        "A.java: the file ends without a line break"),
                FileRules.violations("A.java", line + "\n\tint a;\nint b; \nint c;"));
    }

    @Test
    void refusesFilesThatAreTooLongOrNamedAfterNothing() {
        assertEquals(List.of("a/ShapeUtils.java: the file has 401 lines; let a class answer one question",
                "a/ShapeUtils.java: the name says nothing; name the class after its topic"),
                FileRules.violations("a/ShapeUtils.java", "\n".repeat(401)));
    }

    @Test
    void refusesOpenWork() {
        String open = "TO" + "DO";
        assertEquals(List.of("A.java:1: the line speaks of open work; open an issue"),
                FileRules.violations("A.java", "// " + open + " later\n"));
    }
}
