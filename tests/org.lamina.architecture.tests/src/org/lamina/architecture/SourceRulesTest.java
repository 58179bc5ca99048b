package org.lamina.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the sources of a bundle use and how they handle errors, on made-up sources and on those of the repository. */
class SourceRulesTest {

    @Test
    void everySourceKeepsToItsLevel() throws IOException {
        List<String> violations = new ArrayList<>();
        for (Path bundle : Repository.bundles()) {
            for (Path file : Repository.sources(bundle)) {
                violations.addAll(SourceRules.violations(bundle.getFileName().toString(), Repository.name(file),
                        Files.readString(file)));
            }
        }
        assertEquals("", String.join("\n", violations));
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        List<String> silent = new ArrayList<>();
        for (Path bundle : Repository.bundles()) {
            for (Path file : Repository.sources(bundle)) {
                Path description = file.resolveSibling("package-info.java");
                String folder = Repository.name(file.getParent());
                if (!Files.exists(description) && !silent.contains(folder)) {
                    silent.add(folder);
                }
            }
        }
        assertEquals(List.of(), silent, "Folders without package-info.java");
    }

    @Test
    void refusesAForeignTypeHoweverItIsNamed() {
        assertViolations("org.lamina.model", "import java.awt.Point;\nclass A { org.eclipse.swt.SWT x; }\n",
                "A.java:1: java.awt.Point must not be used in org.lamina.model",
                "A.java:2: org.eclipse.swt.SWT must not be used in org.lamina.model");
        assertViolations("org.lamina.eclipse.core", "import org.eclipse.jface.viewers.ISelection;\n",
                "A.java:1: org.eclipse.jface.viewers.ISelection must not be used in org.lamina.eclipse.core");
        assertViolations("org.lamina.figure", "import org.eclipse.elk.graph.ElkNode;\n");
    }

    @Test
    void keepsDjlInTheWorker() {
        String source = "import ai.djl.ndarray.NDArray;\n";
        assertViolations("org.lamina.engine.worker", source);
        assertViolations("org.lamina.engine", source,
                "A.java:1: ai.djl.ndarray.NDArray must not be used in org.lamina.engine");
    }

    @Test
    void keepsAwtInside() {
        String drawing = """
                import java.awt.Graphics2D;
                %sfinal class A {
                    public void draw(
                            Graphics2D graphics) {
                    }
                }
                """;
        assertViolations("org.lamina.figure", drawing.formatted(""));
        assertViolations("org.lamina.figure", drawing.formatted("public "),
                "A.java:3: public void draw( Graphics2D graphics) shows Graphics2D of AWT to others");
    }

    @Test
    void readsNeitherCommentsNorLiterals() {
        assertViolations("org.lamina.model", """
                /* org.eclipse.swt.SWT */
                class A {
                    // e.printStackTrace();
                    String s = "System.out // org.eclipse.ui.\\" java.awt.Point";
                    char c = '"';
                }
                """);
    }

    @Test
    void refusesToSwallowOrPrintErrors() {
        assertViolations("org.lamina.model", """
                class A {
                    void a() {
                        try {
                            b();
                        } catch (IllegalStateException e) {
                            // never happens
                        }
                        try {
                            b();
                        } catch (RuntimeException e) {
                            e.printStackTrace();
                            System.out.println("it failed");
                        }
                    }
                }
                """, "A.java:5: catch (IllegalStateException e) { } swallows an error",
                "A.java:11: .printStackTrace( belongs to no product: report the error",
                "A.java:12: System.out belongs to the command line alone");
    }

    private static void assertViolations(String bundle, String source, String... expected) {
        assertEquals(List.of(expected), SourceRules.violations(bundle, "A.java", source));
    }
}
