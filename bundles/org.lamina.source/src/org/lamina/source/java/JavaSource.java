package org.lamina.source.java;

import java.util.List;

import org.lamina.source.python.PythonSource;

/** Reads Java programs, where Eclipse's Java tools are there: they are part of some Eclipse IDEs only. */
public final class JavaSource {

    private static final boolean READABLE = isThere("org.eclipse.jdt.core.dom.ASTParser");

    private JavaSource() {
    }

    /**
     * Reads a program. Never fails: what is not Java is left out, and where there are no Java tools, everything is.
     *
     * @param file its path, as locations shall name it
     * @param text its text; line ends may be of any kind
     */
    public static PythonSource parse(String file, String text) {
        if (!READABLE) {
            return PythonSource.ofJava(file, text, List.of());
        }
        try {
            return PythonSource.ofJava(file, text, new JavaUnit(text).statements());
        } catch (RuntimeException | StackOverflowError broken) {
            // torn programs break the parser at times, and it goes through nested expressions by recursion
            return PythonSource.ofJava(file, text, List.of());
        }
    }

    private static boolean isThere(String type) {
        try {
            Class.forName(type, false, JavaSource.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException missing) {
            return false;
        }
    }
}
