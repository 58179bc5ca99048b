package org.lamina.engine;

import java.util.Locale;

/** The families of operating systems, as far as files and programs are named differently on them. */
enum OperatingSystem {
    WINDOWS, MAC, /** Linux and its like. */ OTHER;

    /** The one that runs this code. */
    static final OperatingSystem CURRENT = of(System.getProperty("os.name"));

    static OperatingSystem of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("windows")) {
            return WINDOWS;
        }
        return lower.startsWith("mac") ? MAC : OTHER;
    }
}
