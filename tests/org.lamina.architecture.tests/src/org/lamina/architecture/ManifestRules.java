package org.lamina.architecture;

import java.util.ArrayList;
import java.util.List;

/** The rules for a bundle's requirements: the order of the house, and no Eclipse below its level. */
final class ManifestRules {

    private static final List<String> RUNS_ANYWHERE = List.of("org.eclipse.elk.", "org.eclipse.emf.",
            "org.eclipse.jdt.core", "org.eclipse.equinox.common");
    private static final List<String> WINDOWS = List.of("org.eclipse.swt", "org.eclipse.jface", "org.eclipse.ui",
            "org.eclipse.e4.ui", "org.eclipse.draw2d", "org.eclipse.gef", "java.awt", "javax.swing");

    private ManifestRules() {
    }

    /** Returns a sentence for each requirement that the bundle must not have. */
    static List<String> violations(BundleManifest manifest) {
        String bundle = manifest.name();
        if (House.level(bundle).isEmpty()) {
            return List.of(bundle + " has no place in the order of the house");
        }
        List<String> violations = new ArrayList<>();
        for (String required : manifest.requiredBundles()) {
            if (House.isLamina(required) ? !House.mayRequire(bundle, required) : !mayUse(bundle, required)) {
                violations.add(bundle + " must not require " + required);
            }
        }
        for (String imported : manifest.importedPackages()) {
            if (House.isLamina(imported)) {
                violations.add(bundle + " must require the bundle of " + imported + " instead of importing it");
            } else if (!mayUse(bundle, imported)) {
                violations.add(bundle + " must not import " + imported);
            }
        }
        return violations;
    }

    /** Whether a bundle may use a bundle, package or type of others, by its qualified name. */
    static boolean mayUse(String bundle, String name) {
        return switch (House.level(bundle).orElseThrow()) {
            case L0 -> !name.startsWith("org.eclipse.") && !isWindows(name);
            case L1 -> !name.startsWith("org.eclipse.") || RUNS_ANYWHERE.stream().anyMatch(name::startsWith);
            case L2 -> !isWindows(name);
            case L3 -> true;
        };
    }

    private static boolean isWindows(String name) {
        return WINDOWS.stream().anyMatch(name::startsWith);
    }
}
