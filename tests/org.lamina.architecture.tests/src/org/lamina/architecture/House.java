package org.lamina.architecture;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bundles in their order: a bundle may require only bundles before it. */
final class House {

    private static final Map<String, Level> LEVELS = new LinkedHashMap<>();

    static {
        LEVELS.put("org.lamina.model", Level.L0);
        LEVELS.put("org.lamina.formats", Level.L0);
        LEVELS.put("org.lamina.experiments", Level.L0);
        LEVELS.put("org.lamina.query", Level.L0);
        LEVELS.put("org.lamina.source", Level.L1);
        LEVELS.put("org.lamina.checks", Level.L1);
        LEVELS.put("org.lamina.figure", Level.L1);
        LEVELS.put("org.lamina.engine", Level.L1);
        LEVELS.put("org.lamina.engine.worker", Level.L1);
        LEVELS.put("org.lamina.cli", Level.L1);
        LEVELS.put("org.lamina.eclipse.core", Level.L2);
        LEVELS.put("org.lamina.gef.compat", Level.L3);
        LEVELS.put("org.lamina.ui", Level.L3);
        LEVELS.put("org.lamina.ui.graph", Level.L3);
        LEVELS.put("org.lamina.ui.widgets", Level.L3);
        LEVELS.put("org.lamina.demo", Level.L3);
        LEVELS.put("org.lamina.branding", Level.L3);
    }

    private static final List<String> ORDER = List.copyOf(LEVELS.keySet());

    private House() {
    }

    static boolean isLamina(String bundle) {
        return bundle.equals("org.lamina") || bundle.startsWith("org.lamina.");
    }

    static Optional<Level> level(String bundle) {
        return Optional.ofNullable(LEVELS.get(bundle));
    }

    static boolean mayRequire(String bundle, String required) {
        int place = ORDER.indexOf(required);
        return place >= 0 && place < ORDER.indexOf(bundle);
    }
}
