package org.lamina.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The allowed directions between the bundles, on made-up manifests and on those of the repository. */
class ManifestRulesTest {

    @Test
    void everyBundleRequiresOnlyBundlesAboveIt() throws IOException {
        List<String> violations = new ArrayList<>();
        for (Path bundle : Repository.bundles()) {
            BundleManifest manifest = BundleManifest.parse(Files.readString(bundle.resolve("META-INF/MANIFEST.MF")));
            assertEquals(bundle.getFileName().toString(), manifest.name(), "The folder is named after the bundle");
            violations.addAll(ManifestRules.violations(manifest));
        }
        assertEquals("", String.join("\n", violations));
    }

    @Test
    void refusesABundleBelowInTheOrder() throws IOException {
        assertViolations("""
                Bundle-SymbolicName: org.lamina.formats
                Require-Bundle: org.lamina.model,
                 org.lamina.query;bundle-version="[0.1.0,1.0.0)"
                """, "org.lamina.formats must not require org.lamina.query");
    }

    @Test
    void refusesABundleThatNobodyPlaced() throws IOException {
        assertViolations("""
                Bundle-SymbolicName: org.lamina.surprise
                """, "org.lamina.surprise has no place in the order of the house");
        assertViolations("""
                Bundle-SymbolicName: org.lamina.query
                Require-Bundle: org.lamina.surprise
                """, "org.lamina.query must not require org.lamina.surprise");
    }

    @Test
    void refusesEclipseInPlainJava() throws IOException {
        assertViolations("""
                Bundle-SymbolicName: org.lamina.model
                Require-Bundle: org.eclipse.core.runtime
                Import-Package: org.eclipse.emf.common.util;version="[2.0,3.0)",
                 com.fasterxml.jackson.core
                """, "org.lamina.model must not require org.eclipse.core.runtime",
                "org.lamina.model must not import org.eclipse.emf.common.util");
    }

    @Test
    void letsTheFigureLayOutWithElkButNotPaintWithSwt() throws IOException {
        assertViolations("""
                Bundle-SymbolicName: org.lamina.figure
                Require-Bundle: org.lamina.query,
                 org.eclipse.elk.core,
                 org.eclipse.swt
                """, "org.lamina.figure must not require org.eclipse.swt");
    }

    @Test
    void refusesTheWorkbenchBelowTheUi() throws IOException {
        assertViolations("""
                Bundle-SymbolicName: org.lamina.eclipse.core;singleton:=true
                Require-Bundle: org.eclipse.core.resources,
                 org.eclipse.ui.ide,
                 org.eclipse.jface.text;resolution:=optional
                """, "org.lamina.eclipse.core must not require org.eclipse.ui.ide",
                "org.lamina.eclipse.core must not require org.eclipse.jface.text");
    }

    @Test
    void refusesAnImportThatHidesAnEdge() throws IOException {
        assertViolations("""
                Bundle-SymbolicName: org.lamina.model
                Import-Package: org.lamina.ui
                """, "org.lamina.model must require the bundle of org.lamina.ui instead of importing it");
    }

    private static void assertViolations(String manifest, String... expected) throws IOException {
        assertEquals(List.of(expected),
                ManifestRules.violations(BundleManifest.parse("Manifest-Version: 1.0\n" + manifest)));
    }
}
