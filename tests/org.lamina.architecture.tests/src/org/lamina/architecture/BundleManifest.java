package org.lamina.architecture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** What a MANIFEST.MF says about a bundle's needs: names only, without versions and directives. */
record BundleManifest(String name, List<String> requiredBundles, List<String> importedPackages,
        List<String> exportedPackages) {

    static BundleManifest parse(String text) throws IOException {
        Manifest manifest = new Manifest(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        Attributes main = manifest.getMainAttributes();
        return new BundleManifest(names(main.getValue("Bundle-SymbolicName")).get(0),
                names(main.getValue("Require-Bundle")), names(main.getValue("Import-Package")),
                names(main.getValue("Export-Package")));
    }

    /** The paths of a header; commas and semicolons in quotes do not separate. */
    private static List<String> names(String header) {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        boolean quoted = false;
        boolean inName = true;
        for (char c : (header == null ? "" : header).toCharArray()) {
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                names.add(name.toString().strip());
                name.setLength(0);
                inName = true;
            } else if (c == ';' && !quoted) {
                inName = false;
            } else if (inName) {
                name.append(c);
            }
        }
        if (!name.toString().isBlank()) {
            names.add(name.toString().strip());
        }
        return List.copyOf(names);
    }
}
